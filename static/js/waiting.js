/* Says that the product is at work when the answer to a form takes longer than a moment. */
const A_MOMENT = 300; // milliseconds; a shorter wait is not felt as one

const said = document.createElement("div");
said.className = "fd-waiting";
said.setAttribute("role", "status"); // there before it has words, so that screen readers read these
document.body.append(said);
let timer;

function isOver() {
  clearTimeout(timer);
  said.textContent = "";
}

/* On the window, so that whoever keeps a form from leaving, as htmx does, has done so by now. */
window.addEventListener("submit", (event) => {
  const target = event.submitter?.formTarget || event.target.target;
  const stays = "fdGivesAFile" in event.target.dataset || (target && target !== "_self");
  if (event.defaultPrevented || stays) {
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.textContent = "Working… Please wait.";
  }, A_MOMENT);
});

/* The page is shown again as it was left when somebody goes back to it. */
window.addEventListener("pageshow", isOver);
/* Going on was stopped: by the browser's own button, or because the person stays on the page. */
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    isOver();
  }
});
