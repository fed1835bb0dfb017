/* The end of a session: a warning two minutes before, a cover afterwards. The server ends it in any case; this only
   keeps people from losing work, and what was open from staying in sight. Tabs of the same person keep each other
   awake through a channel; nothing is stored. */
"use strict";

(() => {
  const { one, say, ask } = window.Safeguard;
  const { idleMinutes, stayUrl, who } = document.body.dataset;
  const leaving = one("#leaving");
  const left = one("#left");
  if (!(Number(idleMinutes) > 0) || !leaving || !left) return;

  const IDLE = Number(idleMinutes) * 60000;
  const WARN = 120000;
  const LOOK = 5000;
  const channel = new BroadcastChannel("safeguard");
  let last = Date.now();
  let title = "";

  const wake = () => {
    last = Date.now();
    if (leaving.open) leaving.close();
    if (!left.open) return;
    left.close();
    document.title = title;
  };
  const alive = () => {
    wake();
    channel.postMessage(who);
  };
  channel.addEventListener("message", (event) => {
    if (event.data === who) wake(); // another person's sign-in on this computer must not uncover this page
  });
  document.addEventListener("safeguard:alive", alive);
  document.addEventListener("htmx:afterRequest", (event) => {
    // A part that asks by itself how far a job is keeps nobody signed in, here as on the server.
    if (event.detail.successful && !event.detail.elt.matches("[hx-trigger^='every']")) alive();
  });

  const warn = () => {
    if (leaving.open || left.open) return;
    leaving.showModal();
    say("You will be signed out in 2 minutes");
  };
  const cover = () => {
    if (left.open) return;
    if (leaving.open) leaving.close();
    title = document.title;
    left.showModal();
    document.title = "Signed out";
  };
  left.addEventListener("cancel", (event) => event.preventDefault()); // Escape does not lift this one

  one("[data-stay]").addEventListener("click", async () => {
    const answer = await ask(stayUrl, { method: "POST" }).catch(() => null);
    if (answer?.ok) alive();
    else cover();
  });
  setInterval(() => {
    const rest = IDLE - (Date.now() - last);
    if (rest <= 0) cover();
    else if (rest <= WARN) warn();
  }, LOOK);
  alive();
})();
