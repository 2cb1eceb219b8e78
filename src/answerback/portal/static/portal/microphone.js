// Before an arranged call in the app: lets the browser ask for the microphone, and says how it went.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-microphone]");
  if (!button) return;
  const box = button.closest("[data-microphone-box]");
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
  for (const track of stream?.getTracks() ?? []) track.stop();
  box.querySelector("[data-microphone-state]").textContent = stream ? box.dataset.sayReady : box.dataset.sayNoMicrophone;
  button.hidden = Boolean(stream);
});
