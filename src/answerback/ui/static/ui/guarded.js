// [data-guarded]: a field that never takes a secret. What looks like one is taken out as it is written, before it is
// complete, and said once; the rest stays, and undo goes back to harmless texts only. Words: data-said-<kind> of #guarded-words.
import { scrubbed, secretsIn, unfinished } from "./secrets.js";

const PAUSED_MS = 2500;
const SAID_MS = 15000;
const MOST = 20;
const WORD = 20;

class Guard {
  constructor(box) {
    this.box = box;
    this.pausedUntil = 0;
    this.said = document.createElement("p");
    this.said.className = "guarded__said";
    this.said.id = `${box.id || box.name}-said`;
    this.said.setAttribute("role", "alert");
    box.after(this.said);
    box.setAttribute("aria-describedby", [box.getAttribute("aria-describedby"), this.said.id].filter(Boolean).join(" "));
    box.addEventListener("beforeinput", (event) => this.before(event));
    box.addEventListener("input", (event) => this.typed(event));
    box.addEventListener("compositionstart", () => { this.composing = true; });
    box.addEventListener("compositionend", () => { this.composing = false; this.look(); });
    box.addEventListener("blur", () => this.look(true));
    this.look(true);
  }

  // After a stop the field takes nothing for a moment: whoever reads a phrase out goes on by habit.
  before(event) {
    const now = Date.now();
    if (now >= this.pausedUntil || !event.inputType.startsWith("insert")) return;
    this.pausedUntil = Math.max(this.pausedUntil, now + PAUSED_MS / 2);
    event.preventDefault();
  }

  typed({ inputType = "" }) {
    if (this.composing || this.editing) return;
    if (this.said.textContent && Date.now() > this.saidAt + SAID_MS) this.said.textContent = "";
    if (inputType.startsWith("history")) setTimeout(() => this.walk(inputType === "historyRedo" ? "redo" : "undo"));
    else if (!this.look()) this.divide();
  }

  // What may become a secret is undone apart from the text before it: a moved caret begins a new step.
  divide() {
    const { selectionEnd: caret, value } = this.box;
    const holds = unfinished(value, caret) < caret;
    if (holds && !this.holds) for (const place of [0, caret]) this.box.setSelectionRange(place, place);
    this.holds = holds;
  }

  // Undo brings back what was taken out: go on to the text before it, unless harmless words would go with it.
  walk(way) {
    const { length } = scrubbed(this.box.value);
    for (let steps = 0; steps < MOST && this.found().length; steps += 1) this.edit(() => document.execCommand(way));
    if (way === "undo" && this.box.value.length + WORD < length) this.edit(() => document.execCommand("redo"));
    this.look();
  }

  found(leaving = false) {
    const { value, selectionEnd } = this.box;
    return secretsIn(value, leaving ? -1 : selectionEnd);
  }

  look(leaving = false) {
    if (this.composing) return false;
    const found = this.found(leaving);
    if (found.length === 0) return false;
    for (const { kind, start, end } of [...found].reverse()) this.put(start, end, `‹${kind}›`);
    if (found.some(({ kind }) => kind === "seed_phrase")) this.pausedUntil = Date.now() + PAUSED_MS;
    this.say(document.getElementById("guarded-words")?.dataset[said(found[0].kind)] ?? "");
    return true;
  }

  say(words) {
    this.saidAt = Date.now();
    if (words && this.said.textContent !== words) this.said.textContent = words;
  }

  // Part of the text becomes another, the caret stays where it was, and so does what can be undone.
  put(start, end, words) {
    const { box } = this;
    const caret = box.selectionEnd;
    const place = caret >= end ? caret - (end - start) + words.length : Math.min(caret, start + words.length);
    this.edit(() => {
      if (document.activeElement !== box) return box.setRangeText(words, start, end);
      box.setSelectionRange(start, end);
      if (!document.execCommand("insertText", false, words)) box.setRangeText(words, start, end);
      box.setSelectionRange(place, place);
    });
  }

  edit(change) {
    const until = this.pausedUntil;
    [this.editing, this.pausedUntil] = [true, 0];
    try { return change(); } finally { [this.editing, this.pausedUntil] = [false, until]; }
  }

  // What may leave the page now: neither a secret nor what may become one while it is still being typed.
  safe(leaving = false) {
    const { value, selectionEnd } = this.box;
    const held = unfinished(value, selectionEnd, leaving);
    return scrubbed(value.slice(0, held) + value.slice(selectionEnd));
  }
}

const said = (kind) => `said${kind.replace(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase())}`;

function startAll() {
  document.querySelectorAll("[data-guarded]").forEach((box) => (box.guard ??= new Guard(box)));
}

startAll();
new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
// A form with something just taken out waits for another press: its writer has to see what is left.
document.addEventListener("submit", (event) => {
  const changed = [...event.target.elements].find((box) => box.guard?.look(true));
  if (changed) event.preventDefault();
  changed?.focus();
}, true);
