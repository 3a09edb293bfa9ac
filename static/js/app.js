/* Wakes the design system's components, on the page as it came and on what htmx swaps in later. */
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";
import { forgetAll, forgetOld, forgetSaved, isSignOut } from "./kept-words.js";
import "./leaving.js";
import "./waiting.js";

initAll();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});

/* On a narrow screen the list comes first: its filters are closed until they are wanted, or in use without saying so. */
if (!window.matchMedia("(min-width: 48.0625em)").matches) {
  for (const filters of document.querySelectorAll("[data-fd-closed-when-narrow]")) {
    filters.open = Boolean(window.location.search) && filters.dataset.fdClosedWhenNarrow !== "always";
  }
}

/* What was typed stays in this browser until it is saved, no longer than three days, and never after signing out. */
forgetOld();
forgetSaved();
document.addEventListener("submit", (event) => {
  if (isSignOut(event.target)) {
    forgetAll();
  }
});
