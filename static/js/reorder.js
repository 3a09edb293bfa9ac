/* Dragging the parts of the outline into another order, with a mouse, a pen or a finger on the handle. The buttons Up
   and Down do the same without; what the server refuses is put back. */

let dragged = null;
/* What was sent and not answered yet. */
let moving = null;

const parts = (list) => [...list.querySelectorAll(".fd-parts__part")];
const keyOf = (part) => part.id.replace(/^part-/, "");
const titleOf = (part) => part.querySelector(".fd-parts__title").textContent.trim();

const addHandles = () => {
  for (const part of document.querySelectorAll(".fd-parts__part")) {
    if (parts(part.parentElement).length > 1 && !part.querySelector(".fd-parts__handle")) {
      const handle = document.createElement("span");
      handle.className = "fd-parts__handle";
      handle.setAttribute("aria-hidden", "true");
      handle.title = "Drag to move";
      handle.textContent = "⠿";
      part.prepend(handle);
    }
  }
};

/* Where the part would go: before the first one whose middle lies below the pointer. */
const placeUnder = (list, y) =>
  parts(list).find((part) => {
    const { top, height } = part.getBoundingClientRect();
    return part !== dragged.part && y < top + height / 2;
  }) ?? null;

const putBack = () => dragged.before.forEach((part) => dragged.list.append(part));

const letGo = () => {
  dragged.part.classList.remove("fd-parts__part--dragged");
  dragged = null;
};

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.(".fd-parts__handle");
  if (!handle || event.button !== 0) {
    return;
  }
  event.preventDefault();
  const part = handle.closest(".fd-parts__part");
  const list = part.parentElement;
  dragged = { part, list, before: parts(list), pointer: event.pointerId };
  handle.setPointerCapture(event.pointerId);
  part.classList.add("fd-parts__part--dragged");
});

document.addEventListener("pointermove", (event) => {
  if (dragged?.pointer === event.pointerId) {
    const next = placeUnder(dragged.list, event.clientY);
    if (next !== dragged.part.nextElementSibling) {
      dragged.list.insertBefore(dragged.part, next);
    }
  }
});

document.addEventListener("pointerup", (event) => {
  if (dragged?.pointer !== event.pointerId) {
    return;
  }
  const { part, list, before } = dragged;
  const after = parts(list);
  letGo();
  if (after.every((each, place) => each === before[place])) {
    return;
  }
  const place = after.indexOf(part) + 1;
  document.getElementById("draft-order").value = after.map(keyOf).join(" ");
  moving = { list, before, words: `Moved “${titleOf(part)}” to place ${place} of ${after.length}` };
  document.getElementById("draft-arrange").click();
});

const giveUp = () => {
  if (dragged) {
    putBack();
    letGo();
  }
};
document.addEventListener("pointercancel", giveUp);
document.addEventListener("keydown", (event) => event.key === "Escape" && giveUp());
/* While a part is dragged the answer to a saving may draw the outline anew: then there is nothing left to drag. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (dragged && event.detail.target?.id === "draft-outline") {
    event.detail.shouldSwap = false;
  }
});

/* Without an answer, the parts stand again as they did. */
const failed = () => {
  if (moving) {
    moving.before.forEach((part) => moving.list.append(part));
    document.getElementById("draft-order").value = moving.before.map(keyOf).join(" ");
    moving = null;
  }
};
for (const trouble of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(trouble, failed);
}
document.addEventListener("htmx:afterSettle", (event) => {
  addHandles();
  const told = document.getElementById("draft-moved");
  /* Other parts of the page come in their own time: they say nothing of what was moved. */
  if (moving && told && event.target.id === "drafting") {
    told.textContent = document.querySelector("#draft-trouble .nhsuk-error-summary") ? "" : moving.words;
    moving = null;
  }
});

addHandles();
