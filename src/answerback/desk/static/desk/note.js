// What the server took out of the note is said at once, and the note on the screen becomes the one that is kept.
import { unfinished } from "../ui/secrets.js";

document.addEventListener("autosave:saved", async ({ target: box, detail: { response, text } }) => {
  const said = await response.clone().json().catch(() => null);
  if (!said || !box.guard) return;
  if (said.warning) box.guard.say(said.warning);
  if (said.kept !== text && show(box, text, said.kept)) box.keeper.kept = said.kept;
});

// Whether the field still holds what was sent, but for what is held back: then only what differs is put into it.
function show(box, sent, kept) {
  const { value, selectionEnd } = box;
  const places = [false, true].map((leaving) => unfinished(value, selectionEnd, leaving));
  const held = places.find((place) => value.slice(0, place) + value.slice(selectionEnd) === sent);
  if (held === undefined || box.guard.composing) return false;
  let start = 0;
  while (start < sent.length && sent[start] === kept[start]) start += 1;
  let rest = 0;
  while (rest < Math.min(sent.length, kept.length) - start && sent.at(-1 - rest) === kept.at(-1 - rest)) rest += 1;
  const shifted = (place) => (place <= held ? place : place + selectionEnd - held);
  box.guard.put(shifted(start), shifted(sent.length - rest), kept.slice(start, kept.length - rest));
  return true;
}
