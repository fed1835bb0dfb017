/* When a passkey is not given (cancelled, none on this device), say so in words instead of in the console. */
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const line = document.querySelector("[data-passkey-error]");
  if (!line) return;
  line.hidden = false;
  line.textContent = "That did not work, or it was cancelled. Try again, or use another way to sign in.";
});
