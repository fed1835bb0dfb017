/* The body map: a press on the picture, or a choice from the list, adds a numbered mark with its own fields.
   Each mark is a row of ordinary form fields named mark-N-region, -x, -y, -type, -size, -note. */
"use strict";

window.Safeguard.enhance("[data-bodymap]", (map) => {
  const { one, all, say } = window.Safeguard;
  const SVG = "http://www.w3.org/2000/svg";
  const list = one("[data-bm-list]", map);
  const template = one("[data-bm-template]", map.parentElement);
  const now = one("[data-bm-now]", map);
  const select = one("[data-bm-select]", map);
  const empty = one("[data-bm-empty]", map);

  const part = (id) => all(".bm-region", map).find((region) => region.dataset.region === id);
  const marks = () => all("[data-bm-mark]", list);
  const field = (mark, name) => one(`[data-f=${name}]`, mark);

  const point = (mark, number) => {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", "bm-pt");
    group.setAttribute("transform", `translate(${Number(field(mark, "x").value)} ${Number(field(mark, "y").value)})`);
    const circle = document.createElementNS(SVG, "circle");
    circle.setAttribute("r", "8.5");
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("y", "3.4");
    text.textContent = number;
    group.append(circle, text);
    return group;
  };

  /** Number the rows, name their fields, and draw the points anew. */
  const draw = () => {
    all(".bm-points", map).forEach((group) => group.replaceChildren());
    all(".bm-region.has-mark", map).forEach((region) => region.classList.remove("has-mark"));
    marks().forEach((mark, index) => {
      for (const control of all("[data-f]", mark)) {
        control.name = `mark-${index}-${control.dataset.f}`;
        if (control.type === "hidden") continue;
        control.id = control.name;
        const label = one("label", control.parentElement);
        if (label) label.htmlFor = control.id;
      }
      one(".mk__n", mark).textContent = index + 1;
      one("[data-bm-remove]", mark).value = index;
      one("[data-bm-remove] .vh", mark).textContent = ` mark ${index + 1}`;
      const region = part(field(mark, "region").value);
      if (!region) return;
      region.classList.add("has-mark");
      one(".bm-points", region.ownerSVGElement).append(point(mark, index + 1));
    });
    empty.hidden = marks().length > 0;
  };
  const changed = () => map.dispatchEvent(new Event("change", { bubbles: true }));

  const add = (region, x, y) => {
    const box = region.getBBox();
    const mark = template.content.firstElementChild.cloneNode(true);
    field(mark, "region").value = region.dataset.region;
    field(mark, "x").value = Math.round(x ?? box.x + box.width / 2);
    field(mark, "y").value = Math.round(y ?? box.y + box.height / 2);
    one(".mk__w", mark).textContent = region.dataset.name;
    list.append(mark);
    draw();
    changed();
    say(`Mark ${marks().length} added, ${region.dataset.name}. Describe it in the list.`);
    field(mark, "type").focus();
  };

  for (const svg of all(".bm-svg", map)) {
    svg.addEventListener("pointermove", (event) => {
      const region = event.target.closest(".bm-region");
      if (region) now.textContent = region.dataset.name;
    });
    svg.addEventListener("click", (event) => {
      const region = event.target.closest(".bm-region");
      if (!region) return;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      add(region, at.x, at.y);
    });
  }
  const cool = () => all(".is-hot", map).forEach((region) => region.classList.remove("is-hot"));
  select.addEventListener("change", () => {
    cool();
    const region = part(select.value);
    if (!region) return;
    region.classList.add("is-hot");
    now.textContent = region.dataset.name;
  });
  one("[data-bm-add]", map).addEventListener("click", (event) => {
    event.preventDefault();
    const region = part(select.value);
    if (!region) {
      select.focus();
      return;
    }
    select.value = "";
    cool();
    add(region);
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-bm-remove]");
    if (!button) return;
    event.preventDefault();
    button.closest("[data-bm-mark]").remove();
    draw();
    changed();
    say("Mark removed");
    select.focus();
  });
  draw();
});
