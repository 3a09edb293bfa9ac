/* Ties the letter to the outline on the drafting page: the part that is open is marked, and a click in the letter
   opens its part or goes to its gap. Everything here can be done with the outline's buttons too. */

const markOpenPart = () => {
  const paper = document.querySelector(".fd-paper[data-open-part]");
  if (!paper) {
    return;
  }
  for (const part of paper.querySelectorAll(".letter-part")) {
    part.classList.toggle("fd-part--open", part.dataset.part === paper.dataset.openPart);
  }
};

const gapField = (mark) => document.getElementById(`id_gap_${mark.dataset.gap}`);

document.addEventListener("click", (event) => {
  if (event.target.closest(".fd-paper a[href]")) {
    return;
  }
  const gap = event.target.closest(".fd-paper .letter-gap");
  if (gap && gapField(gap)) {
    gapField(gap).focus();
    return;
  }
  const part = event.target.closest(".fd-paper[data-open-part] .letter-part");
  if (part && window.getSelection().isCollapsed) {
    document.querySelector(`[data-opens="${CSS.escape(part.dataset.part)}"]`)?.click();
  }
});

/* After a part was opened from the letter or the outline, writing can begin at once. */
let opening = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  opening = Boolean(event.detail.elt.dataset?.opens);
});
document.addEventListener("htmx:afterSettle", () => {
  markOpenPart();
  if (opening) {
    opening = false;
    document.getElementById("id_body")?.focus({ preventScroll: false });
  }
});

/* Say at once that typing is not saved yet; the answer of the server says when it is, or why it could not be. */
const say = (words) => {
  const saved = document.querySelector("#draft-state li");
  if (saved) {
    saved.textContent = words;
  }
};
document.addEventListener("input", (event) => {
  if (event.target.closest("#draft-inspector")) {
    say("Saving…");
  }
});
document.addEventListener("htmx:sendError", () => say("Not saved: no connection. Your words are still on this page."));
document.addEventListener("htmx:responseError", () => say("Not saved. Your words are still on this page; press Save."));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(requestConfig.path, document.baseURI).pathname) {
    event.detail.shouldSwap = false;
    say("Not saved: you are signed out. Copy your words, then sign in again.");
  }
});

markOpenPart();
