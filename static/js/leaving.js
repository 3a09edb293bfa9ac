/* Asks before a page is left with words that nothing has yet: neither the office nor, as with a draft or a comment
   (unsaved.js, kept-fields.js), this browser. A form without a place for words of one's own is soon filled in again,
   but for those that say data-fd-ask-before-leaving. */
const IS_ANSWER_TO_A_FORM = "fdUnsaved" in document.body.dataset; // what stands in its forms was sent, and is not saved

const isKept = (form) => form.matches("#drafting, [data-keep], [hx-post]") || form.closest("[data-keep]");
const isLong = (form) =>
  "fdAskBeforeLeaving" in form.dataset || [...form.elements].some((field) => field.matches("textarea"));

/* What a form says, to be compared with what it said at first. */
const saidIn = (form) => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));

const saidAtFirst = new Map(
  [...document.forms]
    .filter((form) => form.method === "post" && isLong(form) && !isKept(form))
    .map((form) => [form, IS_ANSWER_TO_A_FORM ? null : saidIn(form)]),
);
let sent = null;

/* On the window, so that whoever keeps a form from leaving, as htmx does, has done so by now. */
window.addEventListener("submit", (event) => {
  sent = event.defaultPrevented ? null : event.target;
});
window.addEventListener("beforeunload", (event) => {
  if ([...saidAtFirst].some(([form, said]) => form !== sent && form.isConnected && saidIn(form) !== said)) {
    event.preventDefault();
  }
  sent = null;
});
