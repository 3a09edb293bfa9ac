/* What is typed on the drafting page is not lost: it is kept in this browser until the server has acknowledged it,
   sent again when the connection is back, and offered when the page is opened again. */
import { forget, forgetOthers, isSignOut, keep, keptOf, nameOf } from "./kept-words.js";

const place = document.getElementById("draft-unsaved");
const { person, response } = place.dataset;
const name = nameOf(person, response, document.getElementById("draft-revision").value);
const TRY_AGAIN = 10_000; // milliseconds
const LONGEST_WAIT = 20_000;

const form = () => document.getElementById("drafting");
const isTyped = (field) => /^(body|added|gap_.+)$/.test(field.name ?? "") && field.form === form();
const fields = () => [...form().querySelectorAll("textarea")].filter(isTyped);
const isOfTheDraft = (event) => event.detail.elt?.closest?.("#drafting") && !event.detail.elt.closest("#guard");

/* What the server is known to have, by the names of the fields. */
let acknowledged = new Map();
let trouble = "";
let isLeaving = false;
let isSigningOut = false;

const unsaved = () => fields().filter((field) => field.value !== acknowledged.get(field.name));
const waiting = () => unsaved().filter((field) => field.name !== "added");

const look = () => {
  const holds = document.getElementById("draft-holds-unsaved");
  acknowledged = new Map(holds ? [] : fields().map((field) => [field.name, field.defaultValue]));
};

const keepUnsaved = () => {
  const typed = unsaved();
  if (isSigningOut) {
    return false;
  }
  if (!typed.length) {
    forget(name);
    return true;
  }
  const words = Object.fromEntries(typed.map((field) => [field.name, field.value]));
  return keep(name, { part: form().elements.part.value, words });
};

/* --- What the bar says ------------------------------------------------------------------------------------------ */

const say = (words, more) => {
  const state = document.querySelector("#draft-state li");
  if (state && state.textContent !== words + (more?.textContent ?? "")) {
    state.replaceChildren(words, ...(more ? [more] : []));
  }
};

const retryButton = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fd-link-button";
  button.textContent = "Try again now";
  button.addEventListener("click", retry);
  return button;
};

const signInLink = () => {
  const link = document.createElement("a");
  const part = form().elements.part.value;
  const back = place.dataset.draft + (part ? `?part=${encodeURIComponent(part)}` : "");
  link.href = `${place.dataset.signIn}?next=${encodeURIComponent(back)}`;
  link.textContent = "Sign in and go on";
  link.addEventListener("click", () => {
    isLeaving = keepUnsaved();
  });
  return link;
};

const tell = () => {
  const typed = unsaved().length > 0;
  const kept = typed && keepUnsaved();
  const words = kept ? "Your words are kept in this browser." : "Your words are still on this page.";
  if (trouble === "signed-out") {
    say(typed ? `Not saved yet: you are signed out. ${words} ` : "You are signed out, so nothing was done. ", signInLink());
  } else if (!typed) {
    say(trouble === "offline" ? "That was not done: no connection." : "That was not done.");
  } else if (trouble === "offline") {
    say(`Not saved yet: no connection. ${words} They are sent when it is back. `, retryButton());
  } else {
    say(`Not saved yet: the server could not take it. ${words} `, retryButton());
  }
};

const hasTrouble = (event, kind) => {
  if (isOfTheDraft(event)) {
    trouble = kind;
    tell();
  }
};

/* --- Sending again ---------------------------------------------------------------------------------------------- */

function retry() {
  const [field] = waiting();
  if (field) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (trouble === "offline" && unsaved().length === 0) {
    trouble = "";
  }
}

window.addEventListener("online", retry);
setInterval(() => {
  if (trouble) {
    keepUnsaved();
    if (trouble !== "signed-out") {
      retry();
    }
  }
}, TRY_AGAIN);

document.addEventListener("input", (event) => {
  if (isTyped(event.target)) {
    isSigningOut = false;
    keepUnsaved();
    if (event.target.name !== "added" && !trouble) {
      say("Saving…");
    }
  }
});

/* --- What the server answers ------------------------------------------------------------------------------------ */

document.addEventListener("htmx:configRequest", (event) => {
  if (isOfTheDraft(event)) {
    event.detail.timeout = LONGEST_WAIT;
  }
});
document.addEventListener("htmx:sendError", (event) => hasTrouble(event, "offline"));
document.addEventListener("htmx:timeout", (event) => hasTrouble(event, "offline"));
document.addEventListener("htmx:responseError", (event) => hasTrouble(event, "server"));

/* Words typed after a button was pressed and before its answer came: the answer draws the page without them. */
let late = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig, target } = event.detail;
  if (!isOfTheDraft(event)) {
    return;
  }
  const asked = new URL(requestConfig.path, document.baseURI).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    hasTrouble(event, "signed-out");
  } else if (target?.id === "drafting") {
    const typed = fields().filter((field) => field.value !== (requestConfig.formData.get(field.name) ?? field.value));
    late = typed.length && { part: form().elements.part.value, words: typed.map((field) => [field.name, field.value]) };
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, requestConfig, successful } = event.detail;
  if (!successful || !isOfTheDraft(event)) {
    return;
  }
  if (xhr.getResponseHeader("HX-Redirect")) {
    isLeaving = true;
  } else if (xhr.getResponseHeader("HX-Trigger")?.includes("draft-saved")) {
    trouble = "";
    for (const [field, value] of requestConfig.formData) {
      if (field !== "added") {
        acknowledged.set(field, value);
      }
    }
    keepUnsaved();
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "drafting") {
    return;
  }
  trouble = "";
  look();
  if (late && late.part === form().elements.part.value) {
    for (const [typed, value] of late.words) {
      const field = form().elements[typed];
      if (field) {
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  } else if (late) {
    keep(`${name}:late`, { part: late.part, words: Object.fromEntries(late.words) });
    offer();
  }
  late = null;
  keepUnsaved();
});

/* --- Leaving, and coming back ----------------------------------------------------------------------------------- */

document.addEventListener("submit", (event) => {
  if (event.target === form() || event.target.closest("#draft-unsaved")) {
    isLeaving = true;
  }
  isSigningOut = isSignOut(event.target);
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeaving && unsaved().length) {
    event.preventDefault();
  }
});
window.addEventListener("pageshow", () => {
  isLeaving = false;
});

let offered = null;

/* The server says what of the kept words is not in the draft; when nothing is, they are saved already. */
function offer() {
  offered = keptOf(person, response).find((entry) => entry.name !== name) ?? null;
  if (offered) {
    const { part, words, at } = offered;
    htmx.ajax("POST", place.dataset.look, { source: place, target: place, swap: "innerHTML", values: { ...words, part, at } });
  }
}

place.addEventListener("htmx:afterSwap", () => {
  if (offered && !place.querySelector("form")) {
    throwAway();
  } else {
    place.querySelector("h2")?.focus();
  }
});

function throwAway() {
  forget(offered.name);
  place.replaceChildren();
  offer();
}

place.addEventListener("click", (event) => {
  if (event.target.closest("[data-throw-away]")) {
    throwAway();
  }
});

look();
keepUnsaved();
forgetOthers(person);
if (!document.getElementById("draft-holds-unsaved")) {
  offer();
}
