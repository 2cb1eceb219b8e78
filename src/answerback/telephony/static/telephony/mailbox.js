// The signalling mailbox of one leg: POST `${base}/signals`, GET `${base}/signals?after=n`. What is sent keeps its order.
export class Mailbox {
  constructor(base, token) {
    Object.assign(this, { base, token, after: 0, sending: Promise.resolve() });
  }

  send(kind, body = {}) {
    this.sending = this.sending.then(() => this.post("signals", { kind, body: JSON.stringify(body) }));
    return this.sending;
  }

  // What the other side wrote since the last reading. Of several offers only the last one counts.
  async read() {
    const answer = await fetch(`${this.base}/signals?after=${this.after}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return [];
    const { signals } = await answer.json();
    for (const one of signals) this.after = Math.max(this.after, one.seq);
    const last = signals.findLastIndex((one) => one.kind === "offer");
    return signals.filter((one, place) => one.kind !== "offer" || place === last).map(({ kind, body }) => ({ kind, body: JSON.parse(body) }));
  }

  // A page that comes back into a call leaves the letters to its former self unread.
  async skip() {
    await this.read();
  }

  post(path, fields = {}) {
    const body = new URLSearchParams(fields);
    return fetch(`${this.base}/${path}`, { method: "POST", body, headers: { "X-CSRFToken": this.token } }).catch(() => null);
  }
}
