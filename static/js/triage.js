/* Lights the words of the request that a piece of advice relies on, and the other way round, for whoever points at or
   moves to either. The numbers at both lead from one to the other without this. */

const keys = (element) => element.closest("[data-advice]")?.dataset.advice.split(" ") ?? [];

const light = (wanted) => {
  for (const element of document.querySelectorAll("[data-advice]")) {
    const lit = wanted.length > 0 && element.dataset.advice.split(" ").some((key) => wanted.includes(key));
    element.classList.toggle(element.classList.contains("fd-mark") ? "fd-mark--lit" : "fd-lit", lit);
  }
};

for (const begins of ["pointerover", "focusin"]) {
  document.addEventListener(begins, (event) => light(keys(event.target)));
}
document.addEventListener("pointerleave", () => light([]));
