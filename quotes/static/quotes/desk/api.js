/** The server did not do what was asked: status and answer tell why; the message is for people. */
export class Refused extends Error {
  constructor(message, status, answer = {}) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

export class Api {
  /** @param {string} base the desk's address, @param {string} token against forged requests */
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }

  get(path, query = {}) {
    const search = new URLSearchParams(query).toString();
    return this.#ask(`${this.base}${path}${search ? `?${search}` : ""}`, { method: "GET" });
  }

  post(path, body = {}) {
    return this.#ask(`${this.base}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
    });
  }

  /** Tell the server something while the page closes. */
  tell(path) {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", this.token);
    navigator.sendBeacon(`${this.base}${path}`, form);
  }

  async #ask(address, options) {
    let response;
    try {
      response = await fetch(address, { credentials: "same-origin", ...options });
    } catch {
      throw new Refused("The server cannot be reached. Nothing was changed; try again.", 0);
    }
    if (!(response.headers.get("Content-Type") || "").startsWith("application/json")) {
      const why = response.redirected || response.status === 403
        ? "You are not logged in any more, or may not do this. Open the page again."
        : `The server failed (${response.status}). Nothing was changed; try again.`;
      throw new Refused(why, response.status);
    }
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer.error, response.status, answer);
    return answer;
  }
}
