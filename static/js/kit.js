/* The kit the other scripts share. Enhancement only: every page works without any of them.
   Kept by the policy and by a test: no eval, no inline handlers, nothing in the browser's storage, and words
   reach the page as text, never as markup. */
"use strict";

window.Safeguard = (() => {
  const root = document.documentElement;
  root.classList.add("js");

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** Say something to a screen reader, in the page's single live region. */
  const say = (words) => {
    const live = one("#live");
    if (live) live.textContent = words;
  };

  const makers = [];
  const done = new WeakMap();
  const enhanceIn = (part) => {
    for (const [selector, make] of makers) {
      const found = part.matches?.(selector) ? [part, ...all(selector, part)] : all(selector, part);
      for (const element of found) {
        const already = done.get(element) ?? new Set();
        if (already.has(make)) continue;
        done.set(element, already.add(make));
        make(element);
      }
    }
  };

  /** Run `make` once for each element that matches, now and after each htmx swap. */
  const enhance = (selector, make) => {
    makers.push([selector, make]);
    enhanceIn(document);
  };
  document.addEventListener("htmx:load", (event) => enhanceIn(event.detail.elt));

  /** The page's own CSRF token: from its form, which is renewed after signing in again in another tab. */
  const token = () => one("input[name=csrfmiddlewaretoken]")?.value ?? "";

  /** Put a fresh token into every form of this page, and into what htmx sends. */
  const renewToken = (value) => {
    for (const field of all("input[name=csrfmiddlewaretoken]")) field.value = value;
    document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": value }));
  };

  /** Ask this site; redirects are answers too (they mean "signed out"), so they are not followed. */
  const ask = async (url, options = {}) => {
    const answer = await fetch(url, {
      cache: "no-store",
      credentials: "same-origin",
      redirect: "manual",
      ...options,
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", ...options.headers },
    });
    if (answer.ok) document.dispatchEvent(new Event("safeguard:alive"));
    return answer;
  };

  return { one, all, say, enhance, token, renewToken, ask };
})();
