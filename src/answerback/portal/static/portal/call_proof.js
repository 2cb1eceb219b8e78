// A call proof checked without asking anybody: the token (RFC 8225), its certificate, its place in the log (RFC 9162).
const [P256, ES256] = [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }];
const NUMBERS = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x1a]; // TNAuthList, RFC 8226
const [utf8, read] = [new TextEncoder(), new TextDecoder("utf-8", { fatal: true })];
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
const node = (left, right) => sha256(Uint8Array.of(1), left, right);
const same = (a, b) => a.length === b.length && a.every((octet, at) => octet === b[at]);
const holds = (octets, part) => octets.some((_, at) => part.every((octet, n) => octets[at + n] === octet));
const certificates = (pem) => [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map((found) => bytes(found[1].replace(/\s/g, "")));

// DER: where the value at `at` begins and ends.
function value(der, at) {
  let [start, size] = [at + 2, der[at + 1]];
  if (size & 0x80) {
    const octets = size & 0x7f;
    for (size = 0; start < at + 2 + octets; start++) size = size * 256 + der[start];
  }
  return { at, start, end: start + size };
}

function inside(der, { start, end }, found = []) {
  for (let at = start; at < end; at = found.at(-1).end) found.push(value(der, at));
  return found;
}

// r and s side by side, as WebCrypto wants them, of an ECDSA signature in DER.
function flat(der) {
  const side = new Uint8Array(64);
  inside(der, value(der, 0)).forEach(({ start, end }, which) => {
    side.set(der.slice(Math.max(start, end - 32), end), which * 32 + 32 - Math.min(end - start, 32));
  });
  return side;
}

// A time of a certificate in seconds since 1970; its year has two digits or four.
function seconds(der, { start, end }) {
  const text = read.decode(der.slice(start, end));
  const [year, month, day, hour, minute, second] = (text.length === 13 ? `20${text}` : text).match(/(\d{4})(..)(..)(..)(..)(..)/).slice(1);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

async function certificate(der) {
  const [signed, , signature] = inside(der, value(der, 0));
  const [, , , , validity, , spki, ...rest] = inside(der, signed);
  const [from, until] = inside(der, validity).map((time) => seconds(der, time));
  const key = await crypto.subtle.importKey("spki", der.slice(spki.at, spki.end), P256, false, ["verify"]);
  const more = der.slice(rest.at(-1).start, rest.at(-1).end);
  return { key, from, until, more, signed: der.slice(signed.at, signed.end), signature: flat(der.slice(signature.start + 1, signature.end)) };
}

// Single numbers and addresses; ranges are for `answerback proof verify`.
function speaksFor({ more }, { tn, uri }) {
  const named = utf8.encode(tn ?? uri);
  return tn ? holds(more, NUMBERS) && holds(more, [0x16, named.length, ...named]) : holds(more, [0x86, named.length, ...named]);
}

async function isIncluded(leaf, { index, size, inclusion }, root) {
  let [here, last, reached] = [index, size - 1, leaf];
  for (const other of inclusion.map(bytes)) {
    if (last === 0) return false;
    const left = here % 2 === 1 || here === last;
    reached = left ? await node(other, reached) : await node(reached, other);
    while (left && here && here % 2 === 0) [here, last] = [here / 2, Math.floor(last / 2)];
    [here, last] = [Math.floor(here / 2), Math.floor(last / 2)];
  }
  return last === 0 && index < size && same(reached, root);
}

// The root that the log signed for this size; null when no key of the log did.
async function rootOf({ checkpoint, size }, keys) {
  const [text, lines] = [checkpoint.slice(0, checkpoint.lastIndexOf("\n\n") + 1), checkpoint.split("\n")];
  const [origin, signedSize, root] = text.split("\n");
  for (const [name, id, key] of keys.map((one) => one.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/).slice(1))) {
    const mark = `— ${name} `;
    for (const octets of lines.filter((line) => line.startsWith(mark)).map((line) => bytes(line.slice(mark.length)))) {
      const named = [...octets.slice(0, 4)].map((one) => one.toString(16).padStart(2, "0")).join("");
      if (named !== id || name !== origin) continue;
      const log = await crypto.subtle.importKey("raw", bytes(key).slice(1), "Ed25519", false, ["verify"]);
      if (await crypto.subtle.verify("Ed25519", log, octets.slice(4), utf8.encode(text))) return Number(signedSize) === size ? bytes(root) : null;
    }
  }
  return null;
}

// `signed`: by the wallet, for the number in it, under an anchor. `logged`: in the log; null where there is no place yet.
export async function check({ proof, anchors, keys }) {
  const [head, body, signature] = proof.token.split(".");
  const [header, claims] = [head, body].map((part) => JSON.parse(read.decode(bytes(part))));
  const own = await certificate(certificates(proof.chain)[0]);
  const issuers = await Promise.all(certificates(anchors).map(certificate));
  const under = await Promise.all(issuers.map(({ key }) => crypto.subtle.verify(ES256, key, own.signature, own.signed)));
  const made = await crypto.subtle.verify(ES256, own.key, bytes(signature), utf8.encode(`${head}.${body}`));
  const lawful = header.alg === "ES256" && header.typ === "passport" && own.from <= claims.iat && claims.iat <= own.until;
  const signed = made && lawful && under.includes(true) && speaksFor(own, claims.orig);
  if (!proof.log) return { signed, logged: null, claims };
  const leaf = await sha256(Uint8Array.of(0), await sha256(bytes(proof.nonce), utf8.encode(proof.token)));
  const root = await rootOf(proof.log, keys);
  return { signed, logged: root !== null && (await isIncluded(leaf, proof.log, root)), claims };
}
