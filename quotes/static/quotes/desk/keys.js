/** Every key of the desk: [key, command, what it does]. The help lists exactly these. */
export const KEYS = [
  ["a", "accept", "Accept the statement as it is now, and go on"],
  ["r", "reject", "Reject it, and go on"],
  ["q", "scare", "Scare quotes: reject it, and go on"],
  ["x", "none", "Not a statement: reject it, and go on"],
  ["1–9", "choose", "Give it to the speaker of that number"],
  ["0", "nobody", "Nobody who can be named said it"],
  ["s", "speaker", "Type a speaker: one that is known, or a new one"],
  ["d", "startEarlier", "Content begins one word earlier"],
  ["f", "startLater", "Content begins one word later"],
  ["j", "endEarlier", "Content ends one word earlier"],
  ["k", "endLater", "Content ends one word later"],
  ["c", "content", "The selected text becomes the content"],
  ["v", "more", "The selected text is added to the content"],
  ["t", "kind", "Change the kind: direct, mixed, indirect"],
  ["m", "missed", "The selected text is a missed statement: add it"],
  ["n", "skip", "Skip: go on, decide later"],
  ["p", "back", "Back to the statement before"],
  ["g", "article", "Go on to the next article"],
  ["u", "undo", "Undo my last decision, and go back to it"],
  ["b", "bulk", "Accept all above the line …"],
  ["?", "help", "Show or hide these keys"],
];

const COMMANDS = new Map(KEYS.map(([key, command]) => [key, command]));
const TYPING = "input, textarea, select, [contenteditable]";

/** Run a command for each key that is struck outside of fields and dialogs, while `enabled()`. */
export function listen(run, enabled) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog ? !(dialog.id === "desk-help" && event.key === "?") : event.target.matches(TYPING)) return;
    if (!enabled()) return;
    const digit = /^[1-9]$/.test(event.key);
    const command = digit ? "choose" : COMMANDS.get(event.key);
    if (!command) return;
    event.preventDefault();
    run(command, digit ? Number(event.key) : undefined);
  });
}
