/* The redaction bench: text selected with pointer or keyboard becomes a pair of offsets in the form.
   <pre data-redact="form id" data-length="characters">; in the form data-redact-start, -end, -phrase, -chosen.
   Offsets count code points, as the server does: an emoji is one character there and two in a browser. */
"use strict";

window.Safeguard.enhance("pre[data-redact]", (text) => {
  const { one } = window.Safeguard;
  const form = document.getElementById(text.dataset.redact);
  if (!form) return;
  const start = one("[data-redact-start]", form);
  const end = one("[data-redact-end]", form);
  const phrase = one("[data-redact-phrase]", form);
  const chosen = one("[data-redact-chosen]", form);

  const characters = (words) => [...words].length;
  // Were the page's text not the stored text, letter by letter, an offset would black out the wrong words.
  const whole = text.dataset.length === undefined || Number(text.dataset.length) === characters(text.textContent);
  if (!whole) {
    if (chosen) chosen.textContent = "Type the exact words to remove: selecting is not possible in this text.";
    return;
  }

  const before = (range) => {
    const part = document.createRange();
    part.setStart(text, 0);
    part.setEnd(range.startContainer, range.startOffset);
    return part.toString();
  };
  const glow = (range) => {
    if (!window.CSS?.highlights || !window.Highlight) return;
    if (range) CSS.highlights.set("chosen", new Highlight(range));
    else CSS.highlights.delete("chosen");
  };
  const clear = () => {
    start.value = "";
    end.value = "";
    if (chosen) chosen.textContent = "";
    glow(null);
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return; // the last choice stands
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const words = range.toString();
    const from = characters(before(range));
    start.value = from;
    end.value = from + characters(words);
    if (phrase) phrase.value = "";
    if (chosen) chosen.textContent = `Chosen: “${words}”`;
    glow(range.cloneRange());
  });
  phrase?.addEventListener("input", clear);
});
