// Signatures of the signed channel list: canonical JSON (OLPC), thresholds, ECDSA P-256 over SHA-256 in WebCrypto.

export class Refused extends Error {
  constructor(reason, detail = "") {
    super(detail ? `${reason}: ${detail}` : reason);
    this.name = "Refused";
    this.reason = reason;
  }
}

// Keys in the order of their code points, no blanks, only \ and " escaped, whole numbers.
export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `"${value.replace(/[\\"]/g, "\\$&")}"`;
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new Refused("malformed", "number");
  const pairs = Object.keys(value).sort(byCodePoint).map((key) => `${canonical(key)}:${canonical(value[key])}`);
  return `{${pairs.join(",")}}`;
}

function byCodePoint(one, other) {
  const [these, those] = [[...one], [...other]];
  const at = these.findIndex((letter, place) => letter !== those[place]);
  if (at < 0) return these.length - those.length;
  return at < those.length ? these[at].codePointAt(0) - those[at].codePointAt(0) : 1;
}

// Enough different keys of this role, as `root` names them, have signed.
export async function signedBy({ signed, signatures }, root, role) {
  const { keyids, threshold } = roleOf(root, role);
  const given = signatures.map((one) => one?.keyid);
  if (new Set(given).size !== given.length) throw new Refused("malformed", "a key signs twice");
  const message = new TextEncoder().encode(canonical(signed));
  let good = 0;
  for (const { keyid, sig } of signatures) {
    const key = keyids.includes(keyid) ? root.signed.keys[keyid] : null;
    if (key && (await verified(key, sig, message))) good += 1;
  }
  if (good < threshold) throw new Refused("signature", `${role}: ${good} of ${threshold}`);
}

function roleOf(root, role) {
  const { keys, roles } = root.signed;
  const found = roles && Object.hasOwn(roles, role) ? roles[role] : null;
  const sane = Array.isArray(found?.keyids) && Number.isSafeInteger(found.threshold) && found.threshold >= 1;
  if (!sane || new Set(found.keyids).size !== found.keyids.length) throw new Refused("malformed", role);
  if (found.keyids.some((keyid) => !Object.hasOwn(keys, keyid))) throw new Refused("malformed", "unknown key");
  if (new Set(found.keyids.map((keyid) => keys[keyid].keyval?.public)).size !== found.keyids.length) throw new Refused("malformed", "one key twice");
  return found;
}

async function verified({ keytype, scheme, keyval }, signature, message) {
  if (keytype !== "ecdsa" || scheme !== "ecdsa-sha2-nistp256") return false;
  const raw = fromDer(fromHex(signature));
  if (raw === null) return false;
  try {
    const spki = Uint8Array.from(atob(keyval.public.replace(/-----[A-Z ]+-----|\s/g, "")), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, message);
  } catch {
    return false;
  }
}

function fromHex(text) {
  const fit = typeof text === "string" && text.length <= 160 && /^([0-9a-f]{2})+$/.test(text);
  return fit ? Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16)) : null;
}

// SEQUENCE { INTEGER r, INTEGER s } (RFC 3279) as the 64 bytes that WebCrypto asks for; null when it is not that.
function fromDer(octets) {
  if (octets === null || octets[0] !== 0x30 || octets[1] !== octets.length - 2) return null;
  const r = integer(octets, 2);
  const s = r && integer(octets, r.end);
  if (!s || s.end !== octets.length) return null;
  const raw = new Uint8Array(64);
  raw.set(r.digits, 32 - r.digits.length);
  raw.set(s.digits, 64 - s.digits.length);
  return raw;
}

function integer(octets, from) {
  const end = from + 2 + octets[from + 1];
  if (octets[from] !== 0x02 || !(end <= octets.length) || end === from + 2) return null;
  const digits = octets.subarray(octets[from + 2] === 0 ? from + 3 : from + 2, end);
  return digits.length <= 32 ? { digits, end } : null;
}

export async function sha256(octets) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
  return Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join("");
}
