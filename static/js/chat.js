/* The composer and the sources. Everything works without this file as plain forms and links.

   form[data-composer]            holds one <textarea>; chat.js adds to it:
     data-draft-key="ID"          what is typed is kept in this browser under this key until it is sent;
                                  without it, and while input#private is checked, it is not
     name="client_token"          a hidden field; gets a fresh id after each question that went out, so
                                  that a question sent twice is one question
     data-state="answering"       set while an answer in #turns is under way: Send gives way to Stop
     data-stop-current            the Stop button; presses the last [data-stop] in #turns
   Keys: Enter sends (on touch it breaks the line: the button sends), Shift+Enter breaks the line,
   Escape stops the answer, "/" goes to the composer.

   The composer's htmx request must succeed (2xx) for the text to be cleared. A refused question comes
   back as 422 with HX-Retarget: #composer-error and HX-Reswap: innerHTML; the text stays.

   form[data-ask]                 a suggested question, sent through the same address; gets a client_token
                                  when it is pressed.
   a.cite, a[data-source]         opens its address beside the answer, in #source-panel; on a narrow
                                  screen in dialog#source-dialog. The address answers an htmx request
                                  with chat/_source.html, anything else with the whole page.
                                  The dialog is a step of the browser's history under that address: Back
                                  closes it, Forward opens it again, reloading shows the whole page.
   [data-source-close]            puts back what stood in the panel before, or closes the dialog; so do
                                  Escape in either and a click beside the dialog.

   Hears from live.js: live:start and live:end. */

const WIDE = window.matchMedia("(min-width: 70em)");
const TOUCH = window.matchMedia("(pointer: coarse)");
const MOST_ROWS = 8;

const composer = document.querySelector("form[data-composer]");
const field = composer?.querySelector("textarea");
const turns = document.getElementById("turns");

/* What is typed is kept */

const draftKey = composer?.dataset.draftKey ? `draft:${composer.dataset.draftKey}` : "";
const privateChoice = document.getElementById("private");

function keepDraft(text) {
  if (!draftKey) return;
  try {
    if (text && !privateChoice?.checked) {
      localStorage.setItem(draftKey, text);
    } else {
      localStorage.removeItem(draftKey);
    }
  } catch {
    // Full or forbidden: the draft lives as long as the page.
  }
}

function keptDraft() {
  if (!draftKey) return null;
  try {
    return localStorage.getItem(draftKey);
  } catch {
    return null;
  }
}

function fitRows() {
  // Browsers with field-sizing do this themselves.
  if (CSS.supports("field-sizing", "content")) return;
  field.rows = 1;
  const line = parseFloat(getComputedStyle(field).lineHeight);
  field.rows = Math.min(MOST_ROWS, Math.max(1, Math.round(field.scrollHeight / line)));
}

function freshId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Browsers keep randomUUID from pages without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function newToken() {
  const token = composer.elements.namedItem("client_token");
  if (token) token.value = freshId();
}

// A suggested question gets its id at the press, so that a double press is one question.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-ask]") || form.elements.namedItem("client_token")) return;
    const token = document.createElement("input");
    Object.assign(token, { type: "hidden", name: "client_token", value: freshId() });
    form.append(token);
  },
  true,
);

function questionSent() {
  field.value = "";
  keepDraft("");
  document.getElementById("composer-error")?.replaceChildren();
  newToken();
  fitRows();
  field.focus({ preventScroll: true });
}

/* A question asked on the first page is a draft until it stands in its conversation: a session that ended
   meanwhile must not take it along. */
function forgetSentDraft() {
  try {
    const sent = localStorage.getItem("draft:new")?.trim();
    const asked = [...(turns?.querySelectorAll(".turn-words") ?? [])];
    if (sent && asked.some((words) => words.textContent.trim() === sent)) localStorage.removeItem("draft:new");
  } catch {
    // No storage, no draft.
  }
}

function startComposer() {
  forgetSentDraft();
  const draft = keptDraft();
  if (draft && !field.value) field.value = draft;
  fitRows();
  privateChoice?.addEventListener("change", () => keepDraft(field.value));
  field.addEventListener("input", () => {
    keepDraft(field.value);
    fitRows();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || TOUCH.matches) return;
    event.preventDefault();
    if (composer.dataset.state !== "answering" && field.value.trim()) composer.requestSubmit();
  });
  composer.addEventListener("htmx:afterRequest", (event) => {
    // htmx calls a 422 successful, since its answer is shown.
    const status = event.detail.xhr.status;
    if (event.detail.elt === composer && status >= 200 && status < 300) questionSent();
  });
  composer.querySelector("[data-stop-current]")?.addEventListener("click", stopAnswer);
  showState();
}

/* Stopping */

function isAnswering() {
  return Boolean(turns?.querySelector('[data-live-kind="answer"]'));
}

function showState() {
  if (isAnswering()) {
    composer.dataset.state = "answering";
  } else {
    delete composer.dataset.state;
  }
}

function stopAnswer() {
  const stops = turns?.querySelectorAll("[data-stop]") ?? [];
  stops[stops.length - 1]?.click();
}

/* Sources beside the answer */

const panel = document.getElementById("source-panel");
const dialog = document.getElementById("source-dialog");
let panelBefore = null;
let openedAddress = "";
let pressedLink = null;
let isDialogStep = false;
let readingPlace = 0;

function markOpened(address) {
  openedAddress = address;
  for (const link of document.querySelectorAll("a.cite, a[data-source]")) {
    if (address && link.getAttribute("href") === address) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

async function openSource(address, { isNewStep = true, pressed = null } = {}) {
  const place = WIDE.matches ? panel : dialog?.querySelector("[data-source-place]");
  if (!place || !window.htmx) {
    location.assign(address);
    return;
  }
  panelBefore ??= panel ? [...panel.childNodes] : [];
  if (place !== panel) place.replaceChildren();
  await window.htmx.ajax("GET", address, { target: place, swap: "innerHTML" });
  // Refused or no network: a toast has said so.
  if (!place.querySelector(".source")) return;
  markOpened(address);
  pressedLink = pressed;
  if (place !== panel && !dialog.open) {
    isDialogStep = true;
    readingPlace = window.scrollY;
    if (isNewStep) history.pushState({ source: address }, "", address);
    dialog.showModal();
  }
  place.querySelector("h2")?.focus({ preventScroll: true });
}

function closeSource() {
  if (dialog?.open) {
    dialog.close();
  } else if (panelBefore) {
    panel.replaceChildren(...panelBefore);
    sourceClosed();
  }
}

function sourceClosed() {
  // The answer may have been drawn anew meanwhile.
  const link = pressedLink?.isConnected ? pressedLink : document.querySelector(`a[href="${openedAddress}"]`);
  markOpened("");
  link?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-source-close]")) {
    event.preventDefault();
    closeSource();
    return;
  }
  const link = event.target.closest("a.cite, a[data-source]");
  // A new tab stays a new tab.
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSource(link.getAttribute("href"), { pressed: link });
});

// Closed by hand: its step of the history goes too, and what is left to do is done there.
dialog?.addEventListener("close", () => {
  if (history.state?.source) history.back();
});

window.addEventListener("popstate", (event) => {
  if (event.state?.source) {
    openSource(event.state.source, { isNewStep: false });
  } else if (isDialogStep) {
    isDialogStep = false;
    dialog.close();
    returnToReadingPlace();
  }
});

// Left alone, browsers go to the question that the conversation's address names, and drop the focus.
function returnToReadingPlace() {
  history.scrollRestoration = "manual";
  requestAnimationFrame(() => {
    window.scrollTo({ top: readingPlace, behavior: "instant" });
    sourceClosed();
    history.scrollRestoration = "auto";
  });
}

/* Keys for the whole page */

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.key === "/" && field && !isTyping(event.target)) {
    event.preventDefault();
    field.focus();
  } else if (event.key === "Escape" && openedAddress && event.target.closest("#source-panel")) {
    event.preventDefault();
    closeSource();
  } else if (event.key === "Escape" && isAnswering()) {
    event.preventDefault();
    stopAnswer();
  }
});

if (composer && field) {
  startComposer();
  document.addEventListener("live:start", showState);
  document.addEventListener("live:end", showState);
  document.addEventListener("htmx:afterSettle", showState);
}
