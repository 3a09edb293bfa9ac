/* Wakes the design system's components, on the page as it came and on what htmx swaps in later. */
import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

initAll();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) {
    initAll({ scope: event.detail.elt });
  }
});
