/* The triage list: letters work only while the focus is inside it, and can be switched off (WCAG 2.1.4). */
"use strict";

window.Safeguard.enhance("[data-queue]", (queue) => {
  const { one, all } = window.Safeguard;
  const rows = all("tbody tr", queue);
  const bulk = one("[data-bulk]", queue);
  const help = one("#keys");
  const link = (row) => one("[data-open]", row);
  const box = (row) => one("input[type=checkbox]", row);
  let at = -1;
  let on = true;

  const count = () => {
    if (!bulk) return;
    const chosen = all("tbody input[type=checkbox]:checked", queue).length;
    bulk.hidden = chosen === 0;
    one("[data-bulk-n]", bulk).textContent = `${chosen} ${chosen === 1 ? "concern" : "concerns"} selected`;
  };
  const mark = (index) => {
    at = index;
    rows.forEach((row, other) => row.classList.toggle("is-cursor", other === at));
  };
  const go = (index) => {
    if (rows.length === 0) return;
    mark(Math.max(0, Math.min(rows.length - 1, index)));
    link(rows[at])?.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const search = () => {
    const filters = one("details.filters", queue);
    if (filters) filters.open = true;
    (one("input[type=search]", queue) ?? one("#gs"))?.focus();
  };

  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    o: () => at >= 0 && link(rows[at])?.click(),
    x: () => {
      const tick = at >= 0 && box(rows[at]);
      if (!tick) return;
      tick.checked = !tick.checked;
      count();
    },
    "/": search,
    "?": () => help?.showModal(),
  };

  queue.addEventListener("change", count);
  queue.addEventListener("focusin", (event) => {
    const row = event.target.closest("tbody tr");
    if (row) mark(rows.indexOf(row));
  });
  queue.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input:not([type=checkbox],[type=radio]), select, textarea");
    if (!on || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keys[event.key.toLowerCase()];
    if (!key) return;
    event.preventDefault();
    key();
  });
  all("[data-keys]").forEach((button) => button.addEventListener("click", () => help?.showModal()));
  all("[data-keys-close]").forEach((button) => button.addEventListener("click", () => help?.close()));
  all("[data-keys-off]").forEach((button) =>
    button.addEventListener("click", () => {
      on = !on;
      button.textContent = on ? "Turn them off on this page" : "Turn them on again";
    }),
  );
  window.addEventListener("pageshow", count);
  count();
});
