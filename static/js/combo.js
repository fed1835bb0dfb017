/* The child finder: what is typed goes to the server as a POST (never into an address), a list of options comes back.
   Several children may be chosen; each becomes a row with a hidden field and a Remove button. */
"use strict";

window.Safeguard.enhance("[data-combo]", (root) => {
  const { one, all, say, ask } = window.Safeguard;
  const PAUSE = 150;
  const SHORTEST = 2;

  const input = one("[data-combo-input]", root);
  const list = one("[data-combo-list]", root);
  const picked = one("[data-combo-picked]", root);
  const template = one("[data-combo-template]", root);
  let at = -1;
  let timer = 0;
  let request = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const options = () => all("[role=option]", list);
  const show = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
    at = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const tell = (words) => {
    const line = document.createElement("p");
    line.className = "combo__msg";
    line.textContent = words;
    list.replaceChildren(line);
    show(true);
    say(words);
  };

  const fill = (markup) => {
    // A parsed document runs no script; only its elements are taken over.
    const parsed = new DOMParser().parseFromString(markup, "text/html");
    list.replaceChildren(...[...parsed.body.children].map((element) => document.importNode(element, true)));
    show(true);
    const found = options().length;
    say(found === 0 ? list.textContent.trim() : `${found} found`);
  };

  const find = async () => {
    const text = input.value.trim();
    request?.abort();
    if (text.length < SHORTEST) {
      show(false);
      return;
    }
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await ask(root.dataset.url, { method: "POST", body: new URLSearchParams({ q: text }), signal });
      if (!answer.ok) throw new Error(String(answer.status));
      fill(await answer.text());
    } catch {
      if (!signal.aborted) tell("The list cannot be searched just now. You can still write the name in your account.");
    }
  };

  const move = (step) => {
    const found = options();
    if (found.length === 0) return;
    at = (at + step + found.length) % found.length;
    found.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    input.setAttribute("aria-activedescendant", found[at].id);
    found[at].scrollIntoView({ block: "nearest" });
  };

  const changed = () => root.dispatchEvent(new Event("change", { bubbles: true }));
  const choose = (option) => {
    const { value, label, sub, initials } = option.dataset;
    input.value = "";
    show(false);
    if (all("input[name=child]", picked).some((field) => field.value === value)) {
      say(`${label} is already chosen`);
      return;
    }
    const row = template.content.firstElementChild.cloneNode(true);
    one("input[name=child]", row).value = value;
    one("[data-combo-drop]", row).value = value;
    const words = { label, sub, initials, spoken: ` ${label}` };
    for (const [name, text] of Object.entries(words)) one(`[data-f=${name}]`, row).textContent = text;
    picked.append(row);
    changed();
    say(`${label} added`);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const found = options();
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(at < 0 ? 0 : -1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && (at >= 0 || found.length === 1)) choose(found[Math.max(at, 0)]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  picked.addEventListener("click", (event) => {
    const button = event.target.closest("[data-combo-drop]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-combo-one]");
    const label = one("[data-f=label]", row).textContent;
    row.remove();
    changed();
    say(`${label} removed`);
    input.focus();
  });
});
