/* Words that were typed and that the server has not acknowledged, kept in this browser for a short time: until they are
   saved or thrown away, the person signs out, somebody else opens a draft here, or three days have passed. */

const PREFIX = "foidesk-unsaved:";
const LONGEST_KEPT = 3 * 24 * 60 * 60 * 1000; // milliseconds

/* A browser may forbid keeping anything, or have no room left; typing goes on as if it kept nothing. */
const ifAllowed = (act, otherwise) => {
  try {
    return act();
  } catch (error) {
    if (error instanceof DOMException) {
      return otherwise;
    }
    throw error;
  }
};

const names = () => ifAllowed(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)), []);

const read = (name) => {
  const kept = ifAllowed(() => localStorage.getItem(name), null);
  try {
    return kept && { name, ...JSON.parse(kept) };
  } catch {
    return null;
  }
};

/* Whether sending this form signs the person out. */
export const isSignOut = (form) => new URL(form.action, document.baseURI).pathname.endsWith("/account/logout/");

export const nameOf = (person, response, revision) => `${PREFIX}${person}:${response}:${revision}:${Date.now()}`;

/* Whether the words are kept. */
export const keep = (name, words) =>
  ifAllowed(() => {
    localStorage.setItem(name, JSON.stringify({ ...words, at: new Date().toISOString() }));
    return true;
  }, false);

export const forget = (name) => ifAllowed(() => localStorage.removeItem(name));

export const forgetAll = () => names().forEach(forget);

export const forgetOld = () => {
  for (const name of names()) {
    const entry = read(name);
    if (!entry || !(Date.now() - Date.parse(entry.at) < LONGEST_KEPT)) {
      forget(name);
    }
  }
};

export const forgetOthers = (person) => names().filter((name) => !name.startsWith(`${PREFIX}${person}:`)).forEach(forget);

/* The server says by these signs what it has; words that were typed since are kept on. */
export const signOf = (name, typed) => `${name}~${typed}`;
export const forgetSaved = () => {
  for (const { dataset } of document.querySelectorAll("[data-saved]")) {
    const [name, typed] = dataset.saved.split("~");
    if (name.startsWith(PREFIX) && read(name)?.typed === Number(typed)) {
      forget(name);
    }
  }
};

/* What is kept of one letter, the newest first. */
export const keptOf = (person, response) =>
  names()
    .filter((name) => name.startsWith(`${PREFIX}${person}:${response}:`))
    .map(read)
    .filter(Boolean)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
