// A button with data-copy="id" copies the text of that element without its gaps; where a browser refuses, it selects it.
async function copy(button) {
  const shown = document.getElementById(button.dataset.copy);
  if (!shown) return;
  const said = document.getElementById(button.getAttribute("aria-describedby"));
  const copied = await navigator.clipboard?.writeText(shown.textContent.replace(/\s+/g, "")).then(() => true, () => false);
  if (!copied) getSelection().selectAllChildren(shown);
  if (said) said.textContent = copied ? button.dataset.copied : button.dataset.selected;
}

function show() {
  document.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (button) copy(button);
});
show();
new MutationObserver(show).observe(document.body, { childList: true, subtree: true });
