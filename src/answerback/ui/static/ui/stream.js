// One EventSource per browser and origin. The tab that holds the lock reads; the others hear it over a BroadcastChannel.
const { stream: url, streamTicket: ticketUrl, streamEvents = "", streamShare = "", streamLast = "" } = document.body.dataset;
const TOGETHER = `answerback.stream ${url} ${streamShare}`; // streamShare: an opaque mark of the session, so that two never mix
const NAMES = ["message", "status", "heartbeat", ...streamEvents.split(/\s+/).filter(Boolean)];
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const shared = streamShare !== "off" && "locks" in navigator && "BroadcastChannel" in self;
const channel = shared ? new BroadcastChannel(TOGETHER) : null;
let source = null;
let lastId = streamLast;
let wait = FIRST_WAIT_MS;
let timer = 0;

if (url) {
  if (shared) {
    channel.onmessage = ({ data }) => (data.name === "hello" ? welcome() : hear(data));
    channel.postMessage({ name: "hello" });
    navigator.locks.request(TOGETHER, () => lead());
  } else {
    connect();
  }
  addEventListener("online", hurry);
  addEventListener("pageshow", hurry);
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
}

// The promise never settles: this tab leads until it is closed, then the lock passes to another.
function lead() {
  connect();
  return new Promise(() => {});
}

// A tab that has just come asks whether the line is up.
function welcome() {
  if (source?.readyState === EventSource.OPEN) channel.postMessage({ name: "open" });
}

async function connect() {
  clearTimeout(timer);
  timer = 0;
  source?.close();
  try {
    open(await takeTicket());
  } catch {
    again();
  }
}

async function takeTicket() {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const answer = await fetch(ticketUrl, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
  if (!answer.ok) throw new Error(`ticket ${answer.status}`);
  return await answer.json();
}

// The nonce comes back in whatever the server signs for this stream.
function open({ ticket, nonce = "" }) {
  const query = new URLSearchParams({ ticket });
  if (nonce) query.set("nonce", nonce);
  if (lastId) query.set("last_event_id", lastId);
  source = new EventSource(`${url}?${query}`);
  source.onopen = () => {
    wait = FIRST_WAIT_MS;
    tell({ name: "open" });
  };
  source.onerror = () => {
    source.close(); // the ticket is spent: the browser's own reconnect would carry the old one
    tell({ name: "lost" });
    again();
  };
  for (const name of new Set(NAMES)) {
    source.addEventListener(name, (event) => tell({ name, nonce, id: event.lastEventId, data: parsed(event.data) }));
  }
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

// Back on line or back in sight: do not sit out a long wait.
function hurry() {
  if (timer) {
    wait = FIRST_WAIT_MS;
    connect();
  }
}

function tell(said) {
  hear(said);
  channel?.postMessage(said);
}

function hear(said) {
  if (said.id) lastId = said.id;
  const detail = { ...said, at: performance.now() };
  document.dispatchEvent(new CustomEvent(`stream:${said.name}`, { detail }));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
