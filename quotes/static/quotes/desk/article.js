import { element } from "./dom.js";
import { Offsets } from "./offsets.js";

const WIDTH = { mention: 0, cue: 1, content: 2 };

/** The article on the page: its text with every statement marked, and what is selected in it. */
export class ArticleView {
  constructor(container, onChosen) {
    this.container = container;
    this.onChosen = onChosen;
  }

  /** @param {object} article as the server gives it, @param {number|null} current the statement on the card */
  render(article, current) {
    this.article = article;
    this.offsets = new Offsets(article.text);
    const marks = article.statements.flatMap((statement, index) => this.#marks(statement, index, current));
    const edges = new Set(marks.flatMap((mark) => [mark.start, mark.end]));
    const paragraphs = [];
    for (const line of article.text.matchAll(/[^\n]+/g)) {
      if (line[0].trim()) paragraphs.push(this.#paragraph(line.index, line.index + line[0].length, marks, edges));
    }
    this.container.replaceChildren(...paragraphs);
    this.show(current);
  }

  /** Bring a statement's words into view. */
  show(current) {
    const first = this.container.querySelector(`mark.content.current[data-statement="${current}"]`);
    if (!first) return;
    const box = this.container.getBoundingClientRect();
    const at = first.getBoundingClientRect();
    this.container.scrollTop += at.top - box.top - box.height / 3;
  }

  /** What is selected, as [start, end] in code points; null where nothing of the article is. */
  selection() {
    const selected = document.getSelection();
    if (!selected.rangeCount || selected.isCollapsed) return null;
    const range = selected.getRangeAt(0);
    let start = null;
    let end = null;
    for (const piece of this.container.querySelectorAll("[data-unit]")) {
      const words = piece.firstChild;
      if (!words || !range.intersectsNode(words)) continue;
      const from = words === range.startContainer ? range.startOffset : 0;
      const to = words === range.endContainer ? range.endOffset : words.length;
      if (from >= to) continue;
      const unit = Number(piece.dataset.unit);
      start ??= unit + from;
      end = unit + to;
    }
    return start === null ? null : [this.offsets.point(start), this.offsets.point(end)];
  }

  /** The characters of a statement's spans. */
  words(spans) {
    return spans.map(([start, end]) => this.offsets.slice(start, end)).join(" … ");
  }

  #marks(statement, index, current) {
    const mark = (name, [start, end]) => ({
      name, statement, index, start: this.offsets.unit(start), end: this.offsets.unit(end),
      current: statement.id === current,
    });
    const found = statement.spans.map((span) => mark("content", span));
    found[0].first = true;
    if (statement.cue) found.push(mark("cue", statement.cue));
    if (statement.mention) found.push(mark("mention", statement.mention));
    return found;
  }

  #paragraph(begin, end, marks, edges) {
    const here = marks.filter((mark) => mark.start < end && begin < mark.end);
    const cuts = [begin, ...[...edges].filter((edge) => begin < edge && edge < end).sort((a, b) => a - b), end];
    const paragraph = element("p");
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [from, to] = [cuts[i], cuts[i + 1]];
      const over = here.filter((mark) => mark.start <= from && to <= mark.end);
      for (const mark of over) if (mark.first && mark.start === from) paragraph.append(this.#handle(mark));
      paragraph.append(this.#piece(from, to, over));
    }
    return paragraph;
  }

  #piece(from, to, over) {
    const words = this.article.text.slice(from, to);
    if (!over.length) return element("span", { "data-unit": from }, words);
    // The statement on the card shows above the others, the narrower mark above the wider.
    const [top] = over.toSorted((a, b) => b.current - a.current || WIDTH[a.name] - WIDTH[b.name]);
    const names = [top.name, top.statement.review_status, top.current ? "current" : ""].filter(Boolean);
    return element(
      "mark",
      { class: names.join(" "), "data-unit": from, "data-statement": top.statement.id },
      words,
    );
  }

  /** The numbered handle before a statement's words, which puts it on the card. */
  #handle(mark) {
    const { statement } = mark;
    const label = `Statement ${mark.index + 1}, ${statement.speaker_name ?? "nobody named"}, ${statement.review_status}`;
    const sign = { accepted: "✓", corrected: "✎", rejected: "✕" }[statement.review_status] ?? "";
    return element(
      "button",
      {
        type: "button", class: "handle", "aria-label": label, "aria-current": mark.current ? "true" : null,
        onclick: () => this.onChosen(statement.id),
      },
      `${mark.index + 1}${sign}`,
    );
  }
}
