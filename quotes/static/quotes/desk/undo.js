const KEEP = 200;
const PLACE = "quotes-desk-undo";

/** What this editor did in this window, the last on top; it survives a reload. */
export class UndoStack {
  constructor() {
    try {
      this.done = JSON.parse(sessionStorage.getItem(PLACE)) ?? [];
    } catch {
      this.done = [];
    }
  }

  push(entry) {
    this.done = [...this.done, entry].slice(-KEEP);
    this.#keep();
  }

  last() {
    return this.done.at(-1);
  }

  drop() {
    this.done = this.done.slice(0, -1);
    this.#keep();
  }

  #keep() {
    sessionStorage.setItem(PLACE, JSON.stringify(this.done));
  }
}
