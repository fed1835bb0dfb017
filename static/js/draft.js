/* Drafts: what is being written goes to the server every few seconds, and nowhere in the browser.
   <form data-draft-url="..." data-ask="Ms Whitlock"> with a [data-savebar] inside.
   The address answers 200 {"saved": "10:43"} or 204; a redirect, 401 or 403 means "signed out". */
"use strict";

window.Safeguard.enhance("form[data-draft-url]", (form) => {
  const { one, say, ask, renewToken } = window.Safeguard;
  const EVERY = 4000;
  const RETRY = 10000;
  const KEEPALIVE_LIMIT = 60000; // browsers drop a longer body of a page that is going away

  const bar = one("[data-savebar]", form);
  const line = bar && one("[data-save-words]", bar);
  let changes = 0; // counted up by typing
  let kept = 0; // how far the server has it
  let keptAt = "";
  let timer = 0;
  let running = null;
  let over = false; // sent or thrown away: a late save must not bring the draft back

  const show = (words, lost) => {
    if (!line) return;
    if (line.textContent !== words) line.textContent = words;
    bar.classList.toggle("is-lost", lost);
  };
  const showKept = () => show(`Draft saved at ${keptAt}. Only you can see it.`, false);
  const showLost = () => show(keptAt ? `Not saved since ${keptAt}. Keep this page open.` : "Not saved yet. Keep this page open.", true);
  const showOut = () =>
    show("You have been signed out. Open a new tab, sign in, and come back: nothing is lost. Keep this page open.", true);

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), wait);
  };

  const body = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  };

  /** After signing in again in another tab this page's token is stale: take the fresh one from the page itself. */
  const renew = async () => {
    const answer = await ask(location.href);
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const value = one("form[data-draft-url] input[name=csrfmiddlewaretoken]", page)?.value;
    if (!value) return false;
    renewToken(value);
    return true;
  };

  const post = (fields, leaving) =>
    ask(form.dataset.draftUrl, {
      method: "POST",
      body: fields,
      keepalive: leaving && fields.toString().length < KEEPALIVE_LIMIT,
    });
  const refused = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;

  /** "kept", "out" or "lost". */
  const attempt = async (leaving) => {
    const upTo = changes;
    let answer = await post(body(), leaving);
    if (refused(answer) && !leaving && (await renew())) answer = await post(body(), leaving);
    if (refused(answer)) return "out";
    if (!answer.ok) return "lost";
    const told = answer.status === 200 ? await answer.json().catch(() => ({})) : {};
    keptAt = told.saved ?? new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    kept = upTo;
    return "kept";
  };

  const save = async ({ leaving = false, force = false } = {}) => {
    if (over || (!force && changes === kept)) return "kept";
    if (running) await running;
    clearTimeout(timer);
    running = attempt(leaving).catch(() => "lost");
    const outcome = await running;
    running = null;
    if (outcome === "kept") showKept();
    else if (outcome === "out") showOut();
    else showLost();
    if (outcome !== "kept") later(RETRY);
    else if (changes !== kept) later(EVERY);
    return outcome;
  };

  const changed = () => {
    changes += 1;
    if (changes === kept + 1) later(EVERY);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
  window.addEventListener("pageshow", () => {
    over = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!over && changes !== kept && bar?.classList.contains("is-lost")) event.preventDefault();
  });

  // Enter in a one-line field must neither send a concern nor press whichever button comes first.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input:not([type=submit],[type=button],[type=file])")) event.preventDefault();
  });

  /* Sending: first the draft, so that an ended session or a lost line is met by words and not by a lost page. */
  let checked = false;
  let checking = false;
  const failed = (outcome) => {
    if (outcome === "out") return;
    const who = form.dataset.ask ? `tell ${form.dataset.ask}` : "tell your safeguarding lead";
    const words = keptAt
      ? `We could not send this. Your draft is safe. Try again, or ${who} in person now.`
      : `We could not send this. Keep this page open and try again, or ${who} in person now.`;
    show(words, true);
    say(words);
  };
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "discard") over = true;
    if (checked || over) {
      checked = false;
      over = true;
      return;
    }
    event.preventDefault();
    if (checking) return;
    checking = true;
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    const outcome = await save({ force: true });
    button?.removeAttribute("aria-busy");
    checking = false;
    if (outcome !== "kept") {
      failed(outcome);
      return;
    }
    checked = true;
    form.requestSubmit(button ?? undefined);
  });
});
