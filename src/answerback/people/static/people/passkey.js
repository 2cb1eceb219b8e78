// Says in the page that a passkey did not work: allauth's own script tells only the browser's console.
// Starts on [data-passkey-failed], a notice that is hidden until then.

const notice = document.querySelector("[data-passkey-failed]");

document.addEventListener("allauth.error", (event) => {
  if (!notice || !event.detail?.tags?.includes("webauthn")) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});
