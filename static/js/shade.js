/* Hide screen: a dialog gives the focus trap, Escape and the inert page for nothing. The tab's title turns bland too. */
"use strict";

(() => {
  const { one, enhance } = window.Safeguard;
  const shade = one("#shade");
  if (!shade) return;

  let title = "";
  const hide = () => {
    if (shade.open) return;
    title = document.title;
    shade.showModal();
    document.title = "New tab";
  };
  shade.addEventListener("close", () => {
    document.title = title;
  });
  enhance("[data-shade-open]", (button) => button.addEventListener("click", hide));
  enhance("[data-shade-close]", (button) => button.addEventListener("click", () => shade.close()));

  // Shift three times within two seconds, anywhere; any other key in between starts again.
  let presses = 0;
  let timer = 0;
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    clearTimeout(timer);
    presses += 1;
    if (presses >= 3) {
      presses = 0;
      hide();
    }
    timer = setTimeout(() => {
      presses = 0;
    }, 2000);
  });
})();
