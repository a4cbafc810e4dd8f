/**
 * What each command asks of the server: [action, body, words for people, whether to go on afterwards].
 * Choices and selections are read when the command runs.
 */
export const DECISIONS = {
  accept: () => ["accept", {}, "accept it", true],
  reject: () => ["reject", {}, "reject it", true],
  scare: () => ["reject", { reason: "scare_quote" }, "reject it as scare quotes", true],
  none: () => ["reject", { reason: "not_a_statement" }, "reject it as not a statement", true],
  nobody: () => ["reassign", { nobody: true }, "give it to nobody"],
  startEarlier: () => ["edge", { edge: "start", words: -1 }, "begin one word earlier"],
  startLater: () => ["edge", { edge: "start", words: 1 }, "begin one word later"],
  endEarlier: () => ["edge", { edge: "end", words: -1 }, "end one word earlier"],
  endLater: () => ["edge", { edge: "end", words: 1 }, "end one word later"],
  reopen: () => ["reopen", {}, "reopen it"],
  kind: (item) => {
    const kinds = ["direct", "mixed", "indirect"];
    const next = kinds[(kinds.indexOf(item.quote_kind) + 1) % kinds.length];
    return ["kind", { quote_kind: next }, `call it ${next}`];
  },
  choose: (item, selection, number) => {
    const choice = item.choices.find((one) => one.number === number);
    if (!choice) throw new Error(`There is no speaker number ${number} here.`);
    const whom = choice.candidate === null ? { speaker: choice.speaker } : { candidate: choice.candidate };
    return ["reassign", whom, `give it to ${choice.name}`];
  },
  content: (item, selection) => ["content", { spans: [selected(selection)] }, "take the selected words"],
  more: (item, selection) => ["content", { spans: joined(item.spans, selected(selection)) }, "add the selected words"],
};

function selected(selection) {
  if (!selection) throw new Error("Select words of the article first.");
  return selection;
}

/** The spans with one more, in order, overlapping ones made one. */
export function joined(spans, more) {
  const all = [...spans, more].toSorted((a, b) => a[0] - b[0]);
  const made = [all[0].slice()];
  for (const [start, end] of all.slice(1)) {
    const last = made.at(-1);
    if (start <= last[1]) last[1] = Math.max(last[1], end);
    else made.push([start, end]);
  }
  return made;
}
