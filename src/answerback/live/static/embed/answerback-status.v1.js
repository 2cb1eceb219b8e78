// <answerback-status>: whether the wallet is talking to you now, on a page of the wallet's own. No dependencies, no cookies.
// It shows what the wallet's key signed for this customer, this session and this stream, seconds ago; else "cannot tell".
// It never takes a code. Documentation: docs/guides/embed.md. SPDX-License-Identifier: Apache-2.0
const TYPE = "answerback-status+jwt";
const STALE_MS = 10000; // the server beats every 4 s
const SLEPT_MS = 4000; // a longer gap between two ticks: the device slept or the tab was frozen
const LONGEST_SECONDS = 30;
const WAITS_MS = [1000, 2000, 4000, 8000, 15000, 30000];
const P256 = { name: "ECDSA", namedCurve: "P-256" };

const WORDS = {
  en: {
    number: "Our number, for you to dial: ",
    open: "Open the call page",
    hang: "Someone says they are us? Hang up.",
    unknown: ["We cannot tell right now", "Trust no caller until this says otherwise, whatever they say and whatever number they show."],
    talking: ["You are talking to us now", "The caller and you have proven it to each other. We never ask for a password, a recovery phrase or a code from a message."],
    connected: ["Our line is connected: not yet proven", "Open the call page and type the code that the caller reads out. Until it matches, do as if it is not us."],
    you_rang_us: ["You rang us", "You are talking to us because you dialled our number."],
    ringing: ["We are ringing you now", "After you answer, this will ask for a code that the caller reads out. Until it matches, do as if it is not us."],
    elsewhere: ["We are not talking to you", "We tried a moment ago and your line was busy. If the person on it says they rang you for us, they did not."],
    ended: ["Our call has ended", "Whoever rings you now is not us."],
    arranged: ["We are not talking to you yet", "A call is arranged. This page will say so when we ring."],
    quiet: ["We are not talking to you", "Whoever says on the phone that they are us is not."],
  },
  zh: {
    number: "官方号码，请您自己拨打：",
    open: "打开通话页面",
    hang: "有人自称是我们？请挂断。",
    unknown: ["现在无法确认", "在这里恢复显示之前，不要相信任何来电，不管对方怎么说、显示什么号码。"],
    talking: ["您正在和我们通话", "双方已经互相验证。我们绝不会问您要密码、助记词或短信验证码。"],
    connected: ["我们的线路已接通，尚未验证", "请打开通话页面，输入客服念给您的通话码。没有对上之前，请当作不是我们。"],
    you_rang_us: ["是您打给我们的", "您拨打了我们的官方号码，正在和我们通话。"],
    ringing: ["我们正在给您打电话", "接听之后，这里会请您输入客服念出的通话码。没有对上之前，请当作不是我们。"],
    elsewhere: ["我们没有在和您通话", "刚才给您打电话，您的电话占线。如果现在和您通话的人说是替我们打来的，那不是我们。"],
    ended: ["我们的通话已经结束", "现在打来的，都不是我们。"],
    arranged: ["我们还没有给您打电话", "回访已经约好。我们打来时，这里会显示。"],
    quiet: ["我们没有在和您通话", "现在电话里自称是我们的人，都不是我们。"],
  },
};
const OURS = ["talking", "connected", "you_rang_us", "ringing"]; // on every other face the words HANG UP are the largest

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
:host { all: initial !important; display: grid !important; grid: auto / minmax(0, 1fr) !important; direction: ltr !important;
  unicode-bidi: isolate !important; color-scheme: light dark !important; }
:host::before, :host::after { content: none !important; } /* words of the page's style sheet; a grid has no ::first-line */
* { box-sizing: border-box; }
.box { --ink: #1b1f23; --paper: #fff; --edge: #57606a; color: var(--ink); background: var(--paper); border: 2px solid var(--edge);
  border-inline-start-width: 10px; border-radius: min(var(--answerback-radius, 8px), 16px); padding: 16px; max-width: 640px;
  font: 400 17px/1.5 var(--answerback-font, system-ui), system-ui, sans-serif; overflow-wrap: anywhere; }
p { margin: 0 0 8px; } p:last-child { margin: 0; }
.head { font-size: 22px; font-weight: 700; line-height: 1.25; }
.hang { font-size: clamp(34px, 9vw, 56px); font-weight: 800; line-height: 1.1; color: #b3121d; }
a { color: inherit; font-weight: 700; } a:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
.open { display: inline-block; border: 2px solid currentColor; border-radius: 8px; padding: 10px 16px; min-height: 44px; }
[hidden] { display: none; }
.talking, .you_rang_us { --edge: #116329; } .connected, .ringing { --edge: #8a5a00; }
.quiet, .ended, .arranged, .elsewhere { --edge: #b3121d; } .unknown { border-style: dashed; --paper: #eaeef2; }
@media (prefers-color-scheme: dark) {
  .box { --ink: #f0f3f6; --paper: #0d1117; --edge: #9198a1; } .hang { color: #ff9a94; } .unknown { --paper: #24292f; }
  .talking, .you_rang_us { --edge: #4ac26b; } .connected, .ringing { --edge: #e0a82e; }
  .quiet, .ended, .arranged, .elsewhere { --edge: #ff9a94; }
}
@media (forced-colors: active) { .hang { color: CanvasText; } }
`);

const bytes = (part) => Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const json = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));
const random = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))).replace(/\+/g, "-").replace(/\//g, "_");
const sameOrigin = (address) => new URL(address, document.baseURI).origin === location.origin;
// Two clocks that only ever measure how long something took; one of them stands still while some devices sleep.
const clocks = () => [performance.now(), Date.now()];
const since = ([steady, wall]) => Math.max(performance.now() - steady, Date.now() - wall, 0);

// The claims of a verdict that counts, else null. The device's own time of day plays no part.
async function judged(jws, { leave, pinned, issuer, nonce, from, seq }) {
  const [head, body, signature, ...more] = jws.split(".");
  const { alg, typ, kid } = json(head);
  if (alg !== "ES256" || typ !== TYPE || more.length) return null;
  const jwk = (pinned ?? leave.keys).find((one) => one.kid === kid);
  if (!jwk) return null;
  const key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, P256, false, ["verify"]);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(signature), signed))) return null;
  const said = json(body);
  const serverNow = Date.parse(leave.expires_at) / 1000 - 60 + since(from) / 1000; // tickets live sixty seconds
  const ours = said.iss === (issuer || leave.issuer) && said.sub === leave.subject && said.sid === leave.session.replace(/-/g, "");
  const young = said.exp - said.iat <= LONGEST_SECONDS && said.exp > serverNow && Number.isInteger(said.seq) && said.seq >= seq;
  return ours && young && said.nonce === nonce && Object.hasOwn(WORDS.en, said.state) ? said : null;
}

class AnswerbackStatus extends HTMLElement {
  #box = document.createElement("div");
  #part = {};
  #source = null;
  #turn = 0; // of the connection: what an older one still says counts for nothing
  #seq = -1;
  #session = null;
  #heard = null;
  #ticked = clocks();
  #tries = 0;
  #timers = { beat: 0, again: 0 };
  #face = "";
  #listeners = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    for (const [name, tag] of [["head", "p"], ["hang", "p"], ["text", "p"], ["open", "a"], ["number", "p"]]) {
      this.#part[name] = Object.assign(document.createElement(tag), { className: name });
    }
    const said = document.createElement("div");
    said.setAttribute("role", "status"); // polite: announced once, when the face changes
    said.append(this.#part.head, this.#part.hang, this.#part.text);
    Object.assign(this.#part.open, { target: "_blank", rel: "noopener" });
    this.#box.append(said, this.#part.open, this.#part.number);
    root.append(this.#box);
  }

  connectedCallback() {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const doubt = () => this.#doubt();
    for (const name of ["offline", "pagehide"]) addEventListener(name, () => this.#stop(), { signal });
    addEventListener("online", doubt, { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && doubt(), { signal });
    document.addEventListener("freeze", () => this.#stop(), { signal });
    document.addEventListener("resume", doubt, { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#stop() : doubt()), { signal });
    this.#timers.beat = setInterval(() => this.#tick(), 500);
    this.#doubt();
  }

  disconnectedCallback() {
    this.#listeners.abort();
    clearInterval(this.#timers.beat);
    this.#stop();
  }

  // Grey first, then ask: nothing that was true before may stand while the answer is on its way.
  #doubt() {
    this.#stop();
    if (!document.hidden && navigator.onLine !== false) this.#connect();
  }

  #stop() {
    this.#turn += 1;
    this.#source?.close();
    this.#source = null;
    this.#heard = null;
    clearTimeout(this.#timers.again);
    this.#timers.again = 0;
    this.#show("unknown");
  }

  #later() {
    this.#stop();
    const wait = WAITS_MS[Math.min(this.#tries++, WAITS_MS.length - 1)] * (0.75 + Math.random() / 2);
    this.#timers.again = setTimeout(() => this.#doubt(), wait);
  }

  #tick() {
    const gap = since(this.#ticked);
    this.#ticked = clocks();
    if (gap > SLEPT_MS && !document.hidden) this.#doubt();
    else if (this.#heard && since(this.#heard) > STALE_MS) this.#later();
  }

  async #connect() {
    const turn = this.#turn;
    const nonce = random();
    try {
      const from = clocks(); // before the ticket was asked for: an age can only be taken for too great
      const leave = await this.#leave();
      if (turn !== this.#turn) return;
      this.#session = leave.session;
      const pinned = this.getAttribute("keys") ? JSON.parse(this.getAttribute("keys")) : null;
      const known = { leave, nonce, from, pinned, issuer: this.getAttribute("issuer") };
      this.#heard = clocks();
      this.#source = new EventSource(`${leave.stream}?${new URLSearchParams({ ticket: leave.ticket, nonce })}`);
      this.#source.onerror = () => turn === this.#turn && this.#later();
      let before = Promise.resolve(); // verdicts are checked in the order in which they came
      this.#source.addEventListener("status", ({ data }) => {
        const at = clocks();
        before = before.then(() => this.#hear(data, known, turn, at));
      });
    } catch {
      if (turn === this.#turn) this.#later();
    }
  }

  async #leave() {
    const body = JSON.stringify({ session: this.#session, origin: location.origin });
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    if (!sameOrigin(this.getAttribute("ticket"))) throw new Error("ticket of another origin");
    const answer = await fetch(this.getAttribute("ticket"), { method: "POST", body, headers, cache: "no-store", credentials: "same-origin" });
    if (answer.status === 409) this.#session = null; // that session was ended: the next try begins a new one
    if (!answer.ok) throw new Error(`ticket ${answer.status}`);
    return answer.json();
  }

  async #hear(data, known, turn, at) {
    const said = await judged(JSON.parse(data).jws, { ...known, seq: this.#seq }).catch(() => null);
    if (turn !== this.#turn) return;
    if (!said) return void this.#later();
    if (since(at) > STALE_MS) return;
    this.#seq = said.seq;
    this.#tries = 0;
    this.#heard = at;
    this.#show(said.state);
  }

  #show(face) {
    if (face === this.#face) return;
    this.#face = face;
    const zh = (this.closest("[lang]")?.lang || navigator.language).toLowerCase().startsWith("zh");
    const words = WORDS[zh ? "zh" : "en"];
    const { head, hang, text, open, number } = this.#part;
    this.#box.className = `box ${face}`;
    this.#box.lang = zh ? "zh-Hans" : "en";
    [head.textContent, text.textContent] = words[face];
    hang.textContent = OURS.includes(face) ? "" : words.hang;
    hang.hidden = OURS.includes(face);
    open.textContent = words.open;
    const leads = this.getAttribute("open") ?? "";
    open.hidden = !leads || !sameOrigin(leads) || face !== "connected";
    open.href = open.hidden ? "" : leads;
    number.textContent = words.number + (this.getAttribute("number") ?? "");
    number.hidden = !this.getAttribute("number");
    this.dispatchEvent(new CustomEvent("answerback-status", { detail: { face }, bubbles: true, composed: true }));
  }
}

customElements.get("answerback-status") ?? customElements.define("answerback-status", AnswerbackStatus);
