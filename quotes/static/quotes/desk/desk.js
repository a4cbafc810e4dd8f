import { Api } from "./api.js";
import { ArticleView } from "./article.js";
import { Card } from "./card.js";
import { Combobox } from "./combobox.js";
import { DECISIONS } from "./decisions.js";
import { BulkDialog, chooseVersion, MissedDialog, toggleHelp } from "./dialogs.js";
import { byId, counted } from "./dom.js";
import { filterAddress, offerFilters } from "./filters.js";
import { listen } from "./keys.js";
import { UndoStack } from "./undo.js";

const RENEW_CLAIM = 60_000;
const MOST_ARTICLES_KEPT = 20;

/** The desk: one statement on the card, its article beside it, the next one already loaded. */
class Desk {
  constructor(root) {
    this.root = root;
    this.api = new Api(root.dataset.base, root.querySelector("[name=csrfmiddlewaretoken]").value);
    this.filters = Object.fromEntries(new URLSearchParams(location.search));
    delete this.filters.statement;
    this.articles = new Map();
    this.trail = [];
    this.undo = new UndoStack();
    this.item = null;
    this.busy = false;
    this.view = new ArticleView(byId("desk-text"), (id) => this.run("open", id));
    this.card = new Card((number) => this.run("choose", number), (item, review, before) => this.run("restore", { review, before }));
    this.missed = new MissedDialog((typed) => this.search(typed));
    this.bulk = new BulkDialog(this.api, (batch, count) => this.run("bulkDone", { batch, count }));
    this.speakers = new Combobox(byId("card-find"), byId("card-found"), (typed) => this.search(typed), (chosen) => this.give(chosen));
  }

  async start() {
    listen((command, more) => this.run(command, more), () => byId("desk-keys").checked);
    // A button that takes the focus would take the selection in the article with it.
    this.root.addEventListener("mousedown", (event) => {
      if (event.target.closest("button[data-command]")) event.preventDefault();
    });
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-command]");
      if (button) this.run(button.dataset.command);
    });
    setInterval(() => this.item && this.claim(), RENEW_CLAIM);
    addEventListener("pagehide", () => this.api.tell("leave/"));
    const { start } = this.root.dataset;
    await this.run(start ? "open" : "top", Number(start));
  }

  /** One command at a time: what is struck while another runs is left out, so that nothing is decided unseen. */
  async run(command, more) {
    if (this.busy) return;
    this.busy = true;
    this.root.setAttribute("aria-busy", "true");
    byId("desk-error").replaceChildren();
    try {
      if (command in DECISIONS) await this.decide(command, more);
      else await this[`do_${command}`](more);
    } catch (error) {
      byId("desk-error").replaceChildren(error.message);
    } finally {
      this.busy = false;
      this.root.removeAttribute("aria-busy");
    }
  }

  /** Tell what happened, on the page and to screen readers. */
  say(words) {
    byId("desk-status").replaceChildren(words);
  }

  async decide(command, more) {
    if (!this.item) throw new Error("There is no statement to decide.");
    const [action, body, words, goOn] = DECISIONS[command](this.item, this.view.selection(), more);
    await this.act(action, body, words, goOn);
  }

  /** Ask for one action on the statement at the version seen; where a colleague was faster, let the editor choose. */
  async act(action, body, words, goOn = false) {
    const seen = this.item;
    let { version } = seen;
    for (;;) {
      try {
        const { item } = await this.api.post(`statement/${seen.id}/${action}/`, { ...body, version });
        const changed = item.version !== version;
        if (changed) this.undo.push({ statement: item.id, review: item.last_review });
        this.remember(item);
        const told = `${sentence(words)}: ${changed ? "done." : opinionTold(item)}`;
        return goOn ? await this.goOn(told) : await this.show(item, told);
      } catch (error) {
        if (!error.answer?.theirs) throw error;
        const { theirs } = error.answer;
        this.remember(theirs);
        if ((await chooseVersion(seen, words, error.answer)) === "theirs") {
          if (theirs.review_status === "pending") return await this.show(theirs, "Left as your colleague changed it.");
          return await this.goOn("Left as your colleague decided.");
        }
        version = theirs.version;
      }
    }
  }

  /** Show a statement and fetch what follows it before that is needed. */
  async show(item, words = "") {
    const article = item ? await this.article(item.article) : null;
    const moved = item?.article !== this.item?.article;
    if (item && this.item && item.id !== this.item.id) this.trail.push(this.item.id);
    this.item = item;
    this.card.render(item, (more) => filterAddress(this.filters, more));
    if (item) {
      this.remember(item);
      byId("desk-title").replaceChildren(article.title);
      byId("desk-origin").replaceChildren([article.outlet, article.published].filter(Boolean).join(", "));
      this.view.render(article, item.id);
      this.following = this.fetch({ after: item.position });
      if (moved) this.claim();
    }
    const now = item ? `${item.speaker?.name ?? "Nobody named"}: ${item.text}` : "Nothing more waits in this queue.";
    this.say(`${words} ${now}`.trim());
    this.root.dataset.current = item ? item.id : "";
    this.root.dataset.version = item ? item.version : "";
  }

  /** The next statement of the queue, and its article, without showing them. Failing is told when it is needed. */
  fetch(query) {
    const coming = this.api.get("next/", { ...this.filters, ...query }).then(async ({ item }) => {
      if (item) await this.article(item.article);
      return item;
    });
    coming.catch(() => {});
    return coming;
  }

  async goOn(words) {
    let item;
    try {
      item = await this.following;
    } catch {
      item = await this.fetch({ after: this.item.position });
    }
    await this.show(item, words);
  }

  async article(id) {
    if (!this.articles.has(id)) {
      const { article } = await this.api.get(`article/${id}/`);
      this.articles.set(id, article);
      if (this.articles.size > MOST_ARTICLES_KEPT) this.articles.delete(this.articles.keys().next().value);
    }
    return this.articles.get(id);
  }

  /** Keep the marks in the article in step with what the server says of a statement. */
  remember(item) {
    const article = this.articles.get(item.article);
    if (!article) return;
    const at = article.statements.findIndex((statement) => statement.id === item.id);
    const mark = { ...item, speaker_name: item.speaker?.name ?? null };
    if (at >= 0) article.statements[at] = mark;
    else article.statements.push(mark);
  }

  async claim() {
    const { others } = await this.api.post(`article/${this.item.article}/open/`).catch(() => ({ others: [] }));
    byId("desk-others").replaceChildren(
      others.length ? `${others.join(" and ")} ${others.length > 1 ? "have" : "has"} this article open too.` : "",
    );
  }

  /** The combobox's options: who is known, and the names as new speakers. */
  async search(typed) {
    const query = { q: typed, ...(this.item ? { source: this.item.article } : {}) };
    const { found } = await this.api.get("speakers/", query);
    const known = found.map((speaker) => ({ ...speaker, given: { speaker: speaker.id } }));
    if (!typed || this.root.dataset.mayName !== "yes") return known;
    const fresh = ["person", "organisation", "group", "unnamed"].map((kind) => (
      { name: `New: ${typed}`, kind, given: { new: { name: typed, kind } } }
    ));
    return [...known, ...fresh];
  }

  give(chosen) {
    byId("card-find").value = "";
    byId("card-find").blur();
    return this.run("give", chosen);
  }

  do_give(chosen) {
    return this.act("reassign", chosen.given, `give it to ${chosen.name}`);
  }

  async do_top() {
    const item = await this.fetch({});
    await this.show(item);
  }

  async do_open(id) {
    const { item } = await this.api.get(`statement/${id}/`);
    await this.show(item);
  }

  do_skip() {
    if (!this.item) return this.do_top();
    return this.goOn("Skipped.");
  }

  async do_back() {
    const id = this.trail.pop();
    if (id === undefined) throw new Error("This is where you began.");
    await this.do_open(id);
    this.trail.pop();
  }

  async do_article() {
    if (!this.item) return this.do_top();
    await this.show(await this.fetch({ after: this.item.position, skip_article: 1 }), "Next article.");
  }

  do_speaker() {
    byId("card-find").focus();
  }

  do_help() {
    toggleHelp();
  }

  do_bulk() {
    if (!this.item) throw new Error("Open a statement of the article or speaker first.");
    this.bulk.open(this.item);
  }

  async do_bulkDone({ batch, count }) {
    this.undo.push({ batch });
    this.articles.clear();
    this.following = this.fetch({ after: this.item.position });
    const { item } = await this.api.get(`statement/${this.item.id}/`);
    if (item.review_status === "pending") return this.show(item, `${counted(count, "statement")} accepted.`);
    return this.goOn(`${counted(count, "statement")} accepted.`);
  }

  async do_missed() {
    const selection = this.view.selection();
    if (!selection || !this.item) throw new Error("Select the words of the missed statement first.");
    const { article } = this.item;
    const given = await this.missed.ask(this.view.words([selection]));
    if (!given) return this.say("Nothing was added.");
    const { item } = await this.api.post(`article/${article}/add/`, { spans: [selection], ...given });
    this.undo.push({ statement: item.id, review: item.last_review });
    this.articles.delete(article);
    this.view.render(await this.article(article), this.item.id);
    const waits = item.review_status === "pending" ? ". It needs a colleague's opinion before it counts." : "";
    return this.say(`Added: ${item.speaker?.name ?? "nobody"}: ${item.text}${waits}`);
  }

  async do_undo() {
    const last = this.undo.last();
    if (!last) throw new Error("There is nothing of yours to undo in this window.");
    this.undo.drop();
    if (last.batch) {
      const { undone, left } = await this.api.post("bulk/undo/", { batch: last.batch });
      this.articles.clear();
      await this.do_top();
      const rest = left ? ` ${counted(left, "statement")} decided again since, left as they are.` : "";
      return this.say(`${counted(undone, "statement")} pending again.${rest}`);
    }
    const { item: now } = await this.api.get(`statement/${last.statement}/`);
    const { item } = await this.api.post(`statement/${last.statement}/undo/`, { review: last.review, version: now.version });
    this.remember(item);
    return this.show(item, item.version === now.version ? `Undo: ${opinionTold(item)}` : "Undone.");
  }

  do_restore({ review, before }) {
    return this.act("restore", { review, before }, "restore the earlier state");
  }
}

const sentence = (words) => words[0].toUpperCase() + words.slice(1);

/** Where two editors must agree, what one of them does changes nothing yet. */
const opinionTold = (item) => (
  item.opinion?.is_draft
    ? "noted as your opinion, which is given when you accept or reject."
    : "your opinion is recorded. A colleague gives theirs without seeing yours."
);

const desk = new Desk(byId("desk"));
offerFilters(desk.api);
desk.start();
