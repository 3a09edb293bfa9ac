/* What is typed into a form marked data-keep="PLACE:WHICH" is not lost: it is kept in this browser until the server says
   that it is saved (data-saved), and offered when the page is opened again. A section of a form can be marked too. */
import { forget, forgetOthers, forgetSaved, keep, keptOf, nameOf, signOf } from "./kept-words.js";

const home = document.getElementById("kept-words");
const { person, places } = home.dataset;

/* Under which name the words of a form on this page are kept, and how often they were. */
const nameOfForm = new WeakMap();
const timesKept = new WeakMap();

const formOf = (field) => (field.form?.dataset.keep ? field.form : field.closest("[data-keep]"));
const isField = (field) => field.name && field.matches("textarea, select, input[type=text]");
const fieldsOf = (form) => [...(form.elements ?? form.querySelectorAll("textarea, select, input"))].filter(isField);
const isChosen = (field) => field.matches("select");
const isFilled = (field) => (isChosen(field) ? field.selectedIndex > 0 : field.value.trim() !== "");

const labelOf = (field) => {
  const legend = field.closest("fieldset")?.querySelector("legend");
  return [legend, field.labels?.[0]].map((label) => label?.textContent.trim()).filter(Boolean).join(": ");
};

/* The words that stand in a form, by the names of its fields; null when there are none. */
const wordsIn = (form) => {
  const filled = fieldsOf(form).filter(isFilled);
  if (!filled.some((field) => !isChosen(field))) {
    return null;
  }
  const saying = (field) => (isChosen(field) ? field.selectedOptions[0].text : field.value);
  return Object.fromEntries(
    filled.map((field) => [field.name, { label: labelOf(field), says: saying(field), value: field.value }]),
  );
};

const areIn = (form, words) => {
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field.value]));
  return Object.entries(words).every(([name, { value }]) => fields.get(name) === value);
};

const tellServer = (form, sign) => {
  let sent = form.querySelector("input[name=kept]");
  if (!sent) {
    sent = Object.assign(document.createElement("input"), { type: "hidden", name: "kept" });
    form.append(sent);
  }
  sent.value = sign;
};

/* Whether what stands in the form is kept. */
const keepTyped = (form) => {
  const { keep: about, keepPage: page = "" } = form.dataset;
  const name = nameOfForm.get(form) ?? nameOf(person, ...about.split(":"));
  const words = wordsIn(form);
  if (!words) {
    forget(name);
    return false;
  }
  const typed = (timesKept.get(form) ?? 0) + 1;
  nameOfForm.set(form, name);
  timesKept.set(form, typed);
  tellServer(form, signOf(name, typed));
  return keep(name, { about, page, words, typed });
};

const goOnWith = (form, entry) => {
  nameOfForm.set(form, entry.name);
  timesKept.set(form, entry.typed);
  tellServer(form, signOf(entry.name, entry.typed));
};

/* --- What is offered -------------------------------------------------------------------------------------------- */

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });

const listed = (list, words) => {
  const rows = Object.values(words).flatMap(({ label, says }) => {
    const term = document.createElement("dt");
    const typed = Object.assign(document.createElement("dd"), { className: "fd-words" });
    term.append(Object.assign(document.createElement("strong"), { textContent: label }));
    typed.textContent = says;
    return [term, typed];
  });
  list.replaceChildren(...rows);
};

/* A panel with kept words; `form` is the one that they go back into, null when it is not on this page. */
const panelOf = (entry, form) => {
  const panel = document.getElementById("kept-words-offer").content.firstElementChild.cloneNode(true);
  const part = (which) => panel.querySelector(`[data-${which}]`);
  part("kept-when").textContent = part("kept-when").textContent.replace("{}", `on ${WHEN.format(new Date(entry.at))}`);
  listed(part("kept-list"), entry.words);
  part("put-back").hidden = !form;
  if (!form && entry.page) {
    Object.assign(part("kept-page"), { hidden: false, href: entry.page });
  }
  part("put-back").addEventListener("click", () => putBack(panel, entry, form));
  part("throw-away").addEventListener("click", () => {
    forget(entry.name);
    panel.remove();
    look();
  });
  Object.assign(panel.dataset, { offers: entry.name, about: entry.about });
  return panel;
};

const openUp = (inside) => {
  for (let each = inside?.closest("details"); each; each = each.parentElement.closest("details")) {
    each.open = true;
  }
};

/* Into each field that is there, behind whatever was typed into it since. */
function putBack(panel, entry, form) {
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]));
  const rest = Object.entries(entry.words).filter(([name]) => !fields.has(name));
  let first = null;
  for (const [name, { value }] of Object.entries(entry.words)) {
    const field = fields.get(name);
    if (field?.matches("textarea") && isFilled(field) && field.value !== value) {
      field.value = `${field.value}\n\n${value}`;
    } else if (field && !isFilled(field)) {
      field.value = value;
    }
    openUp(field);
    first ??= field;
  }
  keepTyped(form);
  if (rest.length) {
    const left = Object.fromEntries(rest);
    keep(entry.name, { ...entry, words: left });
    listed(panel.querySelector("[data-kept-list]"), left);
    panel.querySelector("[data-kept-rest]").hidden = false;
    panel.querySelector("[data-put-back]").hidden = true;
  } else {
    if (nameOfForm.get(form) !== entry.name) {
      forget(entry.name);
    }
    panel.remove();
  }
  first?.focus();
}

const forms = () => [...document.querySelectorAll("[data-keep]")];
const isOffered = (entry) => [...document.querySelectorAll("[data-offers]")].some((each) => each.dataset.offers === entry.name);

/* A form that came with words which could not be saved goes on with them; other words of it are offered. */
const begin = (form) => {
  const entries = keptOf(person, form.dataset.keep);
  if (!nameOfForm.has(form) && wordsIn(form)) {
    const same = entries.find((entry) => areIn(form, entry.words));
    same ? goOnWith(form, same) : keepTyped(form);
  }
  const entry = entries.find((each) => each.name !== nameOfForm.get(form));
  if (entry && !isOffered(entry)) {
    const place = document.querySelector(`[data-offer="${CSS.escape(form.dataset.keep)}"]`);
    (place ?? form).prepend(panelOf(entry, form));
    openUp(place ?? form);
  }
};

function look() {
  const here = new Set(forms().map((form) => form.dataset.keep));
  [...home.children].filter((panel) => here.has(panel.dataset.about)).forEach((panel) => panel.remove());
  forms().forEach(begin);
  for (const entry of places.split(" ").flatMap((place) => keptOf(person, place))) {
    if (!here.has(entry.about) && !isOffered(entry)) {
      home.append(panelOf(entry, null));
    }
  }
}

/* --- Typing and sending ----------------------------------------------------------------------------------------- */

const typedInto = ({ target }) => {
  const form = isField(target) && formOf(target);
  if (form) {
    keepTyped(form);
  }
};
document.addEventListener("input", typedInto);
document.addEventListener("change", typedInto);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.keep || event.defaultPrevented) {
    return;
  }
  form.querySelector(":scope > .nhsuk-error-message[role=alert]")?.remove();
  if (!navigator.onLine && (!wordsIn(form) || keepTyped(form))) {
    event.preventDefault();
    form.append(document.getElementById("kept-words-offline").content.cloneNode(true));
  }
});

document.addEventListener("htmx:afterSettle", () => {
  forgetSaved();
  look();
});

forgetOthers(person);
look();
