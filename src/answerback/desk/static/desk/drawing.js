// The parts of the desk: replaced when their version changed, never under the hands of somebody who types.
const FIELDS = "input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select";
const waiting = new Set();

export function apply(page, submitted = null) {
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!fresh || fresh.dataset.version === part.dataset.version) continue;
    const same = fresh.dataset.about === part.dataset.about;
    if (part !== submitted && same && inUse(part)) waiting.add(part.dataset.part);
    else replace(part, document.adoptNode(fresh));
  }
  document.dispatchEvent(new CustomEvent("desk:drawn"));
}

// Whether something waits to be drawn until its field is left.
export const isWaiting = () => waiting.size > 0;

function inUse(part) {
  const active = document.activeElement;
  return part.dataset.dirty === "yes" || (part.contains(active) && active.matches(FIELDS));
}

function replace(part, fresh) {
  waiting.delete(part.dataset.part);
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  const name = active && mark(active);
  for (const fold of part.querySelectorAll("details[open][id]")) fresh.querySelector(`#${CSS.escape(fold.id)}`)?.setAttribute("open", "");
  part.replaceWith(fresh);
  if (!active) return;
  const again = [...fresh.querySelectorAll("a, button, input, select, textarea, summary")].find((one) => mark(one) === name);
  (again ?? document.getElementById("main")).focus({ preventScroll: true });
}

const mark = (element) => [element.tagName, element.id, element.dataset.key, element.name, element.value, element.closest("form")?.action].join("|");

document.addEventListener("input", ({ target }) => {
  const part = target.closest("[data-part]");
  if (part && !target.dataset.autosave) part.dataset.dirty = "yes";
});
