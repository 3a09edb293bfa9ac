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
  opening ||= Boolean(event.detail.elt.dataset?.opens);
});
document.addEventListener("htmx:afterSettle", (event) => {
  markOpenPart();
  if (opening && event.target.id === "drafting") {
    opening = false;
    document.getElementById("id_body")?.focus({ preventScroll: false });
  }
});

markOpenPart();
