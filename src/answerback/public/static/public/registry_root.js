// The chain of roots of the signed channel list: from the one that came with the application to the newest.
import { parsed } from "./registry_form.js";
import { Refused, signedBy } from "./registry_proof.js";
import { absent } from "./registry_reach.js";

const LONGEST = 65_536; // bytes
const MOST_ROTATIONS = 64;

// 5.3: from the root in hand to N+1, N+2, … each signed by the one before and by itself.
export async function newestRoot(get, kept, bundled) {
  let root = await trusted(typeof bundled === "string" ? bundled : JSON.stringify(bundled));
  for (let version = root.signed.version + 1, steps = 0; ; version += 1, steps += 1) {
    if (steps === MOST_ROTATIONS) throw new Refused("malformed", "too many roots");
    const text = await followed(root, kept.read(`root.${version}`), version) ?? (await absent(get(`${version}.root.json`, LONGEST)));
    if (text === null) return root;
    root = await next(root, text, version);
    kept.write(`root.${version}`, text);
  }
}

async function trusted(text) {
  const root = parsed(text, "root");
  await signedBy(root, root, "root");
  return root;
}

async function next(root, text, version) {
  const following = parsed(text, "root");
  await signedBy(following, root, "root");
  await signedBy(following, following, "root");
  if (following.signed.version !== version) throw new Refused("rollback", `root ${version}`);
  return following;
}

// A kept root counts only as far as the chain of signatures leads to it.
async function followed(root, text, version) {
  if (text === null) return null;
  try {
    await next(root, text, version);
    return text;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
