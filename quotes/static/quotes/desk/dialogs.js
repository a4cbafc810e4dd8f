import { Combobox } from "./combobox.js";
import { byId, counted, element, percent } from "./dom.js";
import { KEYS } from "./keys.js";

/** The list of all keys. */
export function toggleHelp() {
  const dialog = byId("desk-help");
  if (dialog.open) return dialog.close();
  byId("help-keys").replaceChildren(
    ...KEYS.map(([key, , words]) => element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, words))),
  );
  dialog.showModal();
}

/** Both versions, and what differs: resolves to "mine" or "theirs". */
export function chooseVersion(seen, wanted, { theirs, changed_by: who, differences }) {
  const dialog = byId("desk-conflict");
  byId("conflict-who").replaceChildren(`Meanwhile ${who} changed this statement.`);
  byId("conflict-theirs").replaceChildren(...version(theirs));
  byId("conflict-mine").replaceChildren(...version(seen), element("p", {}, "You want to: ", element("strong", {}, wanted)));
  byId("conflict-differences").replaceChildren(...differences.map((words) => element("li", {}, words)));
  return new Promise((resolve) => {
    dialog.returnValue = "theirs";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "mine" ? "mine" : "theirs"), { once: true });
    dialog.showModal();
  });
}

function version(item) {
  return [
    element("p", {}, element("strong", {}, item.speaker?.name ?? "Nobody"), `, ${item.quote_kind}, ${item.review_status}`),
    element("blockquote", {}, item.text),
  ];
}

/** Ask whom an added statement is given to: resolves to what the server understands, or null. */
export class MissedDialog {
  constructor(search) {
    this.dialog = byId("desk-missed");
    this.combobox = new Combobox(byId("missed-speaker"), byId("missed-found"), search, (chosen) => this.#done(chosen.given));
    byId("missed-nobody").addEventListener("click", () => this.#done({ nobody: true }));
    this.dialog.addEventListener("close", () => this.#done(null));
  }

  ask(words) {
    byId("missed-words").replaceChildren(words);
    byId("missed-speaker").value = "";
    this.dialog.showModal();
    byId("missed-speaker").focus();
    return new Promise((resolve) => { this.resolve = resolve; });
  }

  #done(given) {
    const { resolve } = this;
    this.resolve = null;
    if (this.dialog.open) this.dialog.close();
    resolve?.(given);
  }
}

/** Accept all above the line: previewed, then done. */
export class BulkDialog {
  constructor(api, onDone) {
    Object.assign(this, { api, onDone, dialog: byId("desk-bulk"), asked: 0 });
    for (const field of this.dialog.querySelectorAll("input")) field.addEventListener("input", () => this.#preview());
    byId("bulk-go").addEventListener("click", () => this.#go());
  }

  open(item) {
    this.item = item;
    byId("bulk-by-speaker").disabled = !item.speaker;
    if (!item.speaker) byId("bulk-by-article").checked = true;
    byId("bulk-speaker-name").replaceChildren(item.speaker?.name ?? "nobody is named");
    this.dialog.showModal();
    return this.#preview();
  }

  #request() {
    const scope = byId("bulk-by-speaker").checked ? { speaker: this.item.speaker.key } : { article: this.item.article };
    return { line: Number(byId("bulk-line").value) / 100, ...scope };
  }

  async #preview() {
    const asked = (this.asked += 1);
    byId("bulk-go").disabled = true;
    try {
      const seen = await this.api.post("bulk/preview/", this.#request());
      if (asked !== this.asked) return;
      this.seen = { ...this.#request(), seal: seen.seal };
      this.count = seen.count;
      byId("bulk-told").replaceChildren(
        seen.count
          ? `${counted(seen.count, "statement")}, of which about ${seen.expected_errors.toFixed(1)} will be wrong by their confidences. ${seen.beyond} ${seen.held}`
          : `No pending statement above this line can be accepted with others. ${seen.held}`,
      );
      byId("bulk-least").replaceChildren(
        ...seen.least_certain.map((s) => element("li", {}, `${percent(s.confidence)} — ${s.speaker}: ${s.text}`)),
      );
      byId("bulk-go").disabled = !seen.count;
      byId("bulk-go").replaceChildren(`Accept ${counted(seen.count, "statement")}`);
    } catch (error) {
      byId("bulk-told").replaceChildren(error.message);
    }
  }

  async #go() {
    try {
      const { batch } = await this.api.post("bulk/accept/", this.seen);
      this.dialog.close();
      this.onDone(batch, this.count);
    } catch (error) {
      await this.#preview();
      byId("bulk-told").prepend(`${error.message} `);
    }
  }
}
