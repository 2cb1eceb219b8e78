// A button with data-opens="id" opens that <dialog>; a press beside it closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens)?.showModal();
  } else if (event.target instanceof HTMLDialogElement && beside(event.target, event)) {
    event.target.close();
  }
});

function beside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return event.detail > 0 && !inside; // detail 0 is a key press, which has no place
}
