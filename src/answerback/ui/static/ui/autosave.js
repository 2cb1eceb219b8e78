// <textarea data-autosave="POST URL" data-autosave-key="unique">: on the server at the next pause; what could not be sent is
// kept on this device. With data-guarded nothing that may become a secret leaves the field, neither here nor there.
import { LEFT_OUT, forDevice } from "./secrets.js";

const PAUSE_MS = 400;
const RETRY_MS = 3000;

class Keeper {
  constructor(box) {
    this.box = box;
    this.key = `answerback.draft.${box.dataset.autosaveKey ?? box.name}`;
    this.state = box.parentElement.querySelector("[data-autosave-state]");
    this.kept = box.value; // what the server has, as far as we know
    this.restore();
    box.addEventListener("input", () => this.later(PAUSE_MS));
    box.addEventListener("blur", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("pagehide", () => this.save(true, true));
  }

  restore() {
    const draft = stored(this.key);
    store(this.key, null);
    // A draft from which something was taken out is worth less than what the server has.
    if (draft === null || draft === this.box.value || (draft.includes(LEFT_OUT) && this.box.value)) return;
    this.box.value = draft;
    this.say("restored");
    this.later(PAUSE_MS);
  }

  // What may leave the field now; without a guard all of it.
  text(gone = false) {
    return this.box.guard ? this.box.guard.safe(gone || document.activeElement !== this.box) : this.box.value;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save(leaving = false, gone = false) {
    clearTimeout(this.timer);
    const text = this.text(gone);
    if (this.stopped) return;
    if (text === this.kept) return this.box.value === text || this.say("held");
    if ((this.sending || this.box.guard?.composing) && !leaving) return this.later(PAUSE_MS);
    if (gone) this.keep(text); // the next page may be drawn before this is on the server
    this.sending = true;
    if (!leaving) this.say("saving");
    try {
      this.answered(await send(this.box, text, leaving), text);
    } catch {
      this.failed(text);
    } finally {
      this.sending = false;
    }
  }

  answered(response, text) {
    if (response.status === 409) {
      this.stopped = true;
      return this.say("conflict");
    }
    if (!response.ok) return this.failed(text);
    this.kept = text;
    store(this.key, null);
    this.box.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: { response, text } }));
    if (this.text() !== text) return this.later(PAUSE_MS);
    if (this.box.value !== text) return this.say("held");
    this.say("saved", new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }));
  }

  failed(text) {
    this.keep(text);
    this.say("failed");
    this.later(RETRY_MS);
  }

  keep(text) {
    store(this.key, this.box.guard ? forDevice(text) : text);
  }

  say(word, after = "") {
    if (!this.state) return;
    const text = `${this.state.dataset[word] ?? ""} ${after}`.trim();
    if (this.state.textContent !== text) this.state.textContent = text;
  }
}

function send(box, text, leaving) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const body = new URLSearchParams({ [box.name]: text });
  return fetch(box.dataset.autosave, { method: "POST", body, keepalive: leaving, headers: { "X-CSRFToken": token } });
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // No storage on this device: the server copy is then the only one.
  }
}

function startAll() {
  document.querySelectorAll("[data-autosave]").forEach((box) => (box.keeper ??= new Keeper(box)));
}

startAll();
new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
