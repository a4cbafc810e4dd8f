// Answers in place of the page; without it the form works as forms do.
const form = document.querySelector("[data-ask]");

/** Shows the answer of a page that was fetched, and its address: never one under that of another question. */
function show(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const answer = page.querySelector("[data-answer]");
  const asked = page.querySelector("[data-ask]");
  if (!answer || !asked) throw new Error("not a page of ours");
  document.title = page.title;
  document.querySelector("[data-answer]").replaceWith(answer);
  const errors = asked.querySelectorAll(".error");
  form.querySelectorAll(".error").forEach((old) => old.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  errors.forEach((error) => {
    const field = error.id && form.elements[error.id.slice(3, -6)];
    if (field) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", error.id);
      field.after(error);
    } else form.prepend(error);
  });
  history.pushState(null, "", address);
  prepare();
  const goal = errors.length ? form.querySelector("[aria-invalid]") : document.getElementById("verdict");
  goal?.focus();
}

async function ask(event) {
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form));
  if (event.submitter?.name) data.set(event.submitter.name, event.submitter.value);
  const answer = document.querySelector("[data-answer]");
  answer.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: data });
    show(await response.text(), response.url);
  } catch {
    // Whatever went wrong here, the browser can still ask by itself.
    if (event.submitter?.name) {
      const chosen = Object.assign(document.createElement("input"), { type: "hidden", name: "whole", value: "1" });
      form.append(chosen);
    }
    form.submit();
  } finally {
    document.querySelector("[data-answer]").removeAttribute("aria-busy");
  }
}

/** What only works with this script is shown by it. */
function prepare() {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const link = document.getElementById(button.dataset.copy);
      const told = button.parentElement.querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(link.href);
        told.textContent = "Copied.";
      } catch {
        told.textContent = "The browser does not allow it. Copy the address of the link.";
      }
    });
  });
}

if (form) {
  form.addEventListener("submit", ask);
  form.elements.quote.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  addEventListener("popstate", () => location.reload());
}
prepare();
