/* Disclosures: filters stand open on wide screens, menus close again, wide strips start at the newest end. */
"use strict";

(() => {
  const { one, all, enhance } = window.Safeguard;

  enhance("details[data-open-wide]", (details) => {
    details.open = matchMedia("(min-width: 721px)").matches;
  });

  enhance("[data-scroll-end]", (strip) => {
    strip.scrollLeft = strip.scrollWidth;
  });

  const close = (menu) => {
    menu.open = false;
  };
  enhance("details[data-menu]", (menu) => {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      close(menu);
      one("summary", menu).focus();
    });
    menu.addEventListener("toggle", () => {
      if (menu.open) all("details[data-menu][open]").filter((other) => other !== menu).forEach(close);
    });
  });
  document.addEventListener("click", (event) => {
    all("details[data-menu][open]").filter((menu) => !menu.contains(event.target)).forEach(close);
  });
})();
