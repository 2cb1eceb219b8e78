// A signed verdict (ES256 JWS, RFC 7515) counts only when the wallet's own key signed it, for this customer, this session
// and this stream, while it is young by the server's two times, and when its seq has not gone down.
const LONGEST_SECONDS = 30;
const HEADER = { alg: "ES256", typ: "answerback-status+jwt" };

const bytes = (part) => Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const json = (part) => JSON.parse(new TextDecoder().decode(bytes(part)));

export class Judge {
  constructor({ expected, keys }, keysUrl) {
    Object.assign(this, { expected, keysUrl, keys: new Map(), seq: -1, drawn: Date.now() });
    this.ready = this.learn(keys);
  }

  async learn(keys) {
    for (const { kid, kty, crv, x, y } of keys) {
      this.keys.set(kid, await crypto.subtle.importKey("jwk", { kty, crv, x, y }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]));
    }
  }

  // Keys turn while pages stay open: an unknown one is asked for once.
  async key(kid) {
    await this.ready;
    if (!this.keys.has(kid)) {
      const answer = await fetch(this.keysUrl, { headers: { Accept: "application/json" } });
      if (answer.ok) await this.learn((await answer.json()).keys);
    }
    return this.keys.get(kid);
  }

  // The claims when the verdict counts, else null.
  async check(jws, nonce) {
    try {
      const [head, body, signature] = jws.split(".");
      const { alg, typ, kid } = json(head);
      const key = alg === HEADER.alg && typ === HEADER.typ ? await this.key(kid) : null;
      const signed = new TextEncoder().encode(`${head}.${body}`);
      if (!key || !(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(signature), signed))) return null;
      const claims = json(body);
      return this.counts(claims, nonce) ? claims : null;
    } catch {
      return null;
    }
  }

  counts(claims, nonce) {
    const { iss, sub, sid, now } = this.expected;
    const serverNow = now + (Date.now() - this.drawn) / 1000;
    const ours = claims.iss === iss && claims.sub === sub && claims.sid === sid && Boolean(nonce) && claims.nonce === nonce;
    const young = claims.exp - claims.iat <= LONGEST_SECONDS && claims.exp > serverNow - 1;
    if (!ours || !young || claims.seq < this.seq) return false;
    this.seq = claims.seq;
    return true;
  }
}
