// <textarea data-autosave="POST URL" data-autosave-key="unique">: kept on this device at once, on the server at the next pause.
const PAUSE_MS = 400;
const RETRY_MS = 3000;

class Keeper {
  constructor(box) {
    this.box = box;
    this.key = `answerback.draft.${box.dataset.autosaveKey ?? box.name}`;
    this.state = box.parentElement.querySelector("[data-autosave-state]");
    this.kept = box.value; // what the server has, as far as we know
    this.restore();
    box.addEventListener("input", () => this.changed());
    box.addEventListener("blur", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("pagehide", () => this.save(true));
  }

  restore() {
    const draft = stored(this.key);
    if (draft === null || draft === this.box.value) return;
    this.box.value = draft;
    this.say("restored");
    this.later(PAUSE_MS);
  }

  changed() {
    store(this.key, this.box.value);
    this.later(PAUSE_MS);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    const text = this.box.value;
    if (text === this.kept || this.stopped) return;
    if (this.sending && !leaving) return this.later(PAUSE_MS);
    this.sending = true;
    if (!leaving) this.say("saving");
    try {
      this.answered(await send(this.box, text, leaving), text);
    } catch {
      this.failed();
    } finally {
      this.sending = false;
    }
  }

  answered(response, text) {
    if (response.status === 409) {
      this.stopped = true;
      return this.say("conflict");
    }
    if (!response.ok) return this.failed();
    this.kept = text;
    this.box.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: { response } }));
    if (this.box.value !== text) return this.later(PAUSE_MS);
    store(this.key, null);
    this.say("saved", new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }));
  }

  failed() {
    this.say("failed");
    this.later(RETRY_MS);
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
