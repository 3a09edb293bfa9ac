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

/* After a button that is gone when the page is drawn anew, the keyboard goes on where its work shows. */
let goesOnAt = [];
const goOn = () => {
  const heading = goesOnAt.map((name) => document.getElementById(name)).find(Boolean);
  goesOnAt = [];
  if (heading && document.activeElement === document.body) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }
};

/* The panes scroll by themselves. Drawn anew, the outline stands where it stood, the other one while it shows the same
   part; a part that was moved is in view with the button that moved it, which has the focus. */
const openPart = () => document.querySelector("#drafting input[name=part]")?.value;
let stood = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "drafting") {
    const panes = document.querySelectorAll(".fd-outline, .fd-inspector");
    stood = { part: openPart(), panes: [...panes].map((pane) => pane.scrollTop) };
  }
});
const standAgain = () => {
  const [outline, inspector] = document.querySelectorAll(".fd-outline, .fd-inspector");
  outline.scrollTop = stood.panes[0];
  if (stood.part === openPart()) {
    inspector.scrollTop = stood.panes[1];
  }
  stood = null;
  document.activeElement.closest(".fd-parts__moves")?.scrollIntoView({ block: "nearest" });
};

/* After a part was opened from the letter or the outline, writing can begin at once. */
let opening = false;
document.addEventListener("htmx:beforeRequest", (event) => {
  const pressed = event.detail.elt;
  opening ||= Boolean(pressed.dataset?.opens);
  if (pressed.matches("#drafting button")) {
    const part = pressed.closest(".fd-inspector") ? ["part-heading"] : [];
    goesOnAt = pressed.closest(".fd-up-to-date") ? ["findings-heading"] : [...part, "outline-heading"];
  }
  if (pressed.matches("#guard button")) {
    goesOnAt = ["guard-heading"];
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  markOpenPart();
  if (stood && event.target.id === "drafting") {
    standAgain();
  }
  if (opening && event.target.id === "drafting") {
    opening = false;
    document.getElementById("id_body")?.focus({ preventScroll: false });
  }
  if (event.target.id === "drafting" || event.target.closest("#guard")) {
    goOn();
  }
});

markOpenPart();
