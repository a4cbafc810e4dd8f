import { element } from "./dom.js";

const PAUSE = 120;

/**
 * A text field that offers what the server finds for what is typed (the ARIA combobox pattern).
 * search(typed) gives the options, each {name, kind, …}; onChosen gets the one that was taken. Why a
 * search failed stands where the options would.
 */
export class Combobox {
  constructor(input, list, search, onChosen) {
    Object.assign(this, { input, list, search, onChosen, options: [], active: -1, asked: 0 });
    input.addEventListener("input", () => this.#later());
    input.addEventListener("focus", () => this.#later());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.#key(event));
    // A press on an option leaves the field focused, so that leaving the field can close the list at once.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("[role=option]");
      if (chosen) this.#take(Number(chosen.dataset.index));
    });
  }

  close() {
    this.asked += 1;
    clearTimeout(this.timer);
    this.options = [];
    this.#draw();
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#find(), PAUSE);
  }

  async #find() {
    const asked = (this.asked += 1);
    let found;
    try {
      found = await this.search(this.input.value.trim());
    } catch (error) {
      found = [{ name: error.message, failed: true }];
    }
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.options = found;
    this.active = found.length && !found[0].failed ? 0 : -1;
    this.#draw();
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      this.active = (this.active + step + this.options.length) % this.options.length;
      this.#draw();
      event.preventDefault();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.#take(this.active);
    } else if (event.key === "Escape") {
      if (this.options.length) event.preventDefault();
      this.close();
    }
  }

  #take(index) {
    const chosen = this.options[index];
    if (chosen.failed) return;
    this.close();
    this.onChosen(chosen);
  }

  #draw() {
    const options = this.options.map((option, index) =>
      element(
        "li",
        {
          id: `${this.list.id}-${index}`, role: "option", "data-index": index,
          "aria-selected": index === this.active ? "true" : "false", "aria-disabled": option.failed ? "true" : null,
        },
        option.name,
        option.kind ? element("small", {}, ` ${option.kind}`) : null,
      ),
    );
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", options.length ? "true" : "false");
    if (this.active >= 0 && options.length) {
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
      options[this.active].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }
}
