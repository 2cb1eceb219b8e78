// What the files of the signed channel list look like: of the form, of the version, whole; anything else is refused.
import { canonical, Refused, sha256 } from "./registry_proof.js";

export async function sameBytes(text, { length, hashes }) {
  const octets = new TextEncoder().encode(text);
  if (length !== undefined && octets.length !== length) throw new Refused("mismatch", "length");
  if (hashes !== undefined && (await sha256(octets)) !== hashes.sha256) throw new Refused("mismatch", "hash");
}

export function parsed(text, role) {
  const found = read(text);
  const { signed, signatures } = found;
  const known = signed?._type === role && /^1(\.\d+){1,2}$/.test(signed.spec_version) && Array.isArray(signatures);
  if (!known || !whole(signed.version, 1)) throw new Refused("malformed", role);
  if (role === "root" && signed.consistent_snapshot !== true) throw new Refused("malformed", role);
  moment(signed.expires);
  canonical(signed);
  return found;
}

export function read(text) {
  try {
    const found = JSON.parse(text);
    if (found !== null && typeof found === "object") return found;
  } catch { /* said below */ }
  throw new Refused("malformed", "JSON");
}

export function meta({ signed }, name) {
  const named = signed.meta && Object.hasOwn(signed.meta, name) ? signed.meta[name] : null;
  const sane = named && whole(named.version, 1) && (named.length === undefined || whole(named.length, 0));
  if (!sane) throw new Refused("malformed", name);
  return named;
}

export function whole(number, least) {
  return Number.isSafeInteger(number) && number >= least;
}

export function unexpired({ signed }, at) {
  if (moment(signed.expires) <= at) throw new Refused("expired", signed._type);
}

export function moment(text) {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new Refused("malformed", "expires");
  return at;
}
