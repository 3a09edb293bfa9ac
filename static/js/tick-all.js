/* Ticking a whole group after reading it, and counting what is ticked. Without scripts each one is ticked by itself. */
const boxes = [...document.querySelectorAll("[data-tick-group] input[type=checkbox]")];
const count = document.querySelector("[data-tick-count]");

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  count.textContent = `${ticked} of ${boxes.length} ticked`;
}

for (const group of document.querySelectorAll("[data-tick-group]")) {
  const all = group.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const box of group.querySelectorAll("input[type=checkbox]")) {
        box.checked = true;
      }
      tell();
    });
  }
}
for (const box of boxes) {
  box.addEventListener("change", tell);
}
if (count) {
  tell();
}
