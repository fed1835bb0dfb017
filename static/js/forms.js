/* Forms: the error summary takes the focus, a choice may reveal a part, and nothing is sent twice. */
"use strict";

(() => {
  const { one, all, enhance } = window.Safeguard;

  enhance("[data-errs]", (summary) => summary.focus());

  // <input data-reveals="id"> shows that part while it is chosen.
  enhance("[data-reveals]", (input) => {
    const part = document.getElementById(input.dataset.reveals);
    if (!part) return;
    const set = () => {
      part.hidden = !input.checked;
    };
    const group = input.form ? [...input.form.elements].filter((other) => other.name === input.name) : [input];
    group.forEach((other) => other.addEventListener("change", set));
    set();
  });

  // A second press while the first is on its way does nothing. The server keeps a key of its own against repeats.
  const release = (form) => {
    delete form.dataset.sending;
    for (const button of all("button[aria-busy]", form)) {
      button.removeAttribute("aria-busy");
      if (button.dataset.words) button.textContent = button.dataset.words;
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    const button = event.submitter;
    if (!button || button.tagName !== "BUTTON") return;
    // After this turn, so that the button's own name and value still go with the form.
    setTimeout(() => {
      button.setAttribute("aria-busy", "true");
      if (form.hasAttribute("data-says-sending") && !one("svg", button)) {
        button.dataset.words = button.textContent;
        button.textContent = "Sending";
      }
    }, 0);
  });
  // Coming back by the history button finds the page as it was left: let it be sent again.
  window.addEventListener("pageshow", () => all("form[data-sending]").forEach(release));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-sending]");
    if (form) release(form);
  });
  // A download answers the form without leaving the page.
  enhance("form[data-download]", (form) => form.addEventListener("submit", () => setTimeout(() => release(form), 3000)));
})();
