import { byId, element, percent } from "./dom.js";

/** The statement on the card: who, why, who else, what was decided. */
export class Card {
  constructor(onChosen, onRestore) {
    this.onChosen = onChosen;
    this.onRestore = onRestore;
  }

  render(item, filterAddress) {
    byId("card-empty").hidden = Boolean(item);
    byId("card-body").hidden = !item;
    if (!item) return;
    byId("card-speaker").replaceChildren(item.speaker ? item.speaker.name : `Nobody (${item.attribution_status})`);
    byId("card-role").replaceChildren(item.speaker ? [item.speaker.role, item.speaker.kind].filter(Boolean).join(" · ") : "");
    byId("card-resolved").replaceChildren(item.how_resolved);
    byId("card-text").replaceChildren(item.text);
    byId("card-opinion").hidden = !item.opinion;
    byId("card-opinion").replaceChildren(item.opinion ? opinion(item.opinion) : "");
    const manner = [item.quote_kind, item.act, item.modality === "asserted" ? "" : item.modality].filter(Boolean);
    byId("card-kind").replaceChildren(manner.join(", "));
    byId("card-confidence").replaceChildren(percent(item.confidence));
    byId("card-status").replaceChildren(item.withdrawn ? `${item.review_status}, withdrawn by a newer engine` : item.review_status);
    byId("card-choices").replaceChildren(...item.choices.map((choice) => this.#choice(choice, item)));
    byId("card-no-choices").hidden = item.choices.length > 0;
    byId("card-reasons").replaceChildren(...item.reasons.map(reason));
    byId("card-no-reasons").hidden = item.reasons.length > 0;
    byId("card-history").replaceChildren(...item.history.map((entry) => this.#entry(entry, item)));
    byId("card-no-history").hidden = item.history.length > 0;
    byId("card-article-only").href = filterAddress({ source: item.article });
    byId("card-speaker-only").hidden = !item.speaker;
    if (item.speaker) byId("card-speaker-only").href = filterAddress({ speaker: item.speaker.key });
    byId("card-whole").href = item.admin_address;
  }

  #choice(choice, item) {
    const score = choice.score === null ? "in this article" : `score ${choice.score.toFixed(1)}`;
    const now = item.speaker && item.speaker.name === choice.name;
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "choice", "aria-pressed": now ? "true" : "false", onclick: () => this.onChosen(choice.number) },
        element("kbd", {}, String(choice.number)), ` ${choice.name} `, element("small", {}, `${choice.kind}, ${score}`),
      ),
      choice.reasons.length ? element("small", { class: "why" }, choice.reasons.join("; ")) : null,
    );
  }

  #entry(entry, item) {
    const back = (before, words) =>
      element("button", { type: "button", class: "link", onclick: () => this.onRestore(item, entry.review, before) }, words);
    const first = item.history[0] === entry && item.origin === "engine";
    const last = item.history.at(-1) === entry;
    return element(
      "li", {}, `${entry.sentence} `,
      first ? back(true, "Restore what was before") : null, first && !last ? " · " : null,
      last ? null : back(false, "Restore this state"),
    );
  }
}

/** What this editor said of a statement about which two must agree. */
function opinion({ is_draft: draft, sentences }) {
  const said = sentences.join(" ");
  return draft ? `Your opinion so far: ${said} Accept or reject to give it.` : `You gave your opinion: ${said} It waits for a colleague's.`;
}

function reason({ meaning, weight, words, detail }) {
  return element(
    "li", {},
    element("span", { class: "weight" }, (weight > 0 ? "+" : "") + weight.toFixed(1)), ` ${meaning} `,
    words ? element("em", {}, words) : null, detail ? element("small", {}, ` ${detail}`) : null,
  );
}
