// What the guard took out of the note is said at once, and the note on the screen becomes the one that is kept.
document.addEventListener("autosave:saved", async ({ target, detail }) => {
  const said = await detail.response.clone().json().catch(() => null);
  const shown = document.getElementById("note-warning");
  if (!said || !shown) return;
  if (shown.textContent !== said.warning) shown.textContent = said.warning;
  if (said.warning && !composing && target.value.length === said.characters) masked(target, said.kept);
});

let composing = false;
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; });

function masked(box, kept) {
  const atEnd = box.selectionEnd === box.value.length;
  const place = Math.min(box.selectionEnd, kept.length);
  box.value = kept;
  if (box.keeper) box.keeper.kept = kept;
  if (document.activeElement === box) box.setSelectionRange(atEnd ? kept.length : place, atEnd ? kept.length : place);
}
