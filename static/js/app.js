/* What every page can do. Each part is asked for in the markup; nothing here knows a page.

   data-theme-choice="light|dark|system"   a button that sets the colours; aria-pressed tells which is on
   data-dialog-open="ID"                   opens <dialog id="ID">; a link or button inside it with
   data-dialog-close                       closes it, and so do Escape and a click beside it
   data-confirm="Question?"                on a submit button: asks first, in the page's #confirm dialog;
     data-confirm-body="What follows"      (optional) what happens, and whether it can be undone
     data-confirm-action="Delete"          (optional) the word on the button, default: the button's own text
   data-dismiss                            a button that removes its nearest [data-dismissible];
                                           data-dismissible="KEY" stays away in this browser
   data-copy="ID ID"                       copies the text of the elements, numbers of sources as [1]; says so
                                           on the button (or its [data-copy-word]) for a moment
   data-print                              a button that prints the page
   data-reveal="ID"                        shows or hides what is typed in the password field
   data-focus-on-load                      takes the focus (error summaries)
   data-autosubmit                         on a form: sends itself when a select, checkbox or radio changes
   data-keep-typed                         a field that a suggestion fills only while it is empty
   data-reload-seconds="15"                reloads the page after a while (pages that wait for something)
   details.menu                            closes on Escape and on a click elsewhere

   Every plain POST form goes out once: a second press while the first is under way does nothing.
   Forms with data-many are left alone.

   From the server, by htmx:  HX-Trigger: {"toast": {"text": "Renamed."}}   shows a toast.
   From scripts:              document.dispatchEvent(new CustomEvent("toast", {detail: {text}}))
   A failed htmx request shows a toast with the reason and keeps what was typed. */

const root = document.documentElement;
// In the page's language: components/script_words.html.
const words = document.getElementById("script-words").dataset;

/* Remembering in this browser, where the browser allows it */

function remember(key, value) {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
  } catch {
    // Full or forbidden: the page works, it only forgets.
  }
}

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/* Light and dark */

function showThemeChoice() {
  const current = root.dataset.theme ?? "system";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === current));
  }
}

function chooseTheme(choice) {
  if (choice === "system") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = choice;
  }
  remember("theme", choice);
  showThemeChoice();
}

/* Toasts */

const TOAST_MILLISECONDS = 7000;

function showToast(text) {
  const place = document.getElementById("toasts");
  const pattern = document.getElementById("toast-pattern");
  if (!place || !pattern || !text) return;
  const toast = pattern.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-toast-text]").textContent = text;
  place.append(toast);
  let timer = setTimeout(() => toast.remove(), TOAST_MILLISECONDS);
  // Whoever is reading or about to press keeps it.
  for (const stay of ["pointerenter", "focusin"]) toast.addEventListener(stay, () => clearTimeout(timer));
  for (const go of ["pointerleave", "focusout"]) {
    toast.addEventListener(go, () => {
      clearTimeout(timer);
      timer = setTimeout(() => toast.remove(), TOAST_MILLISECONDS);
    });
  }
}

function sentenceFor(status) {
  return words[`status-${status}`] ?? words.statusOther;
}

/* Dialogs, and asking before what cannot be undone */

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

function askFirst(button) {
  const dialog = document.getElementById("confirm");
  dialog.querySelector("[data-confirm-title]").textContent = button.dataset.confirm;
  const body = dialog.querySelector("[data-confirm-text]");
  body.textContent = button.dataset.confirmBody ?? "";
  body.hidden = !body.textContent;
  const yes = dialog.querySelector("[data-confirm-yes]");
  yes.textContent = button.dataset.confirmAction ?? button.textContent.trim();
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.confirmed = "yes";
    button.click();
    delete button.dataset.confirmed;
  };
  dialog.showModal();
}

/* Small acts */

function plainText(element) {
  const cites = [...element.querySelectorAll(".cite")];
  const numbers = cites.map((cite) => cite.textContent);
  // innerText needs the element where it stands, so its numbers change for this one reading.
  cites.forEach((cite, index) => (cite.textContent = `[${numbers[index].trim()}]`));
  const text = element.innerText.trim().replace(/(\[\d+\])\n/g, "$1 ");
  cites.forEach((cite, index) => (cite.textContent = numbers[index]));
  return text;
}

async function copyText(button) {
  const parts = button.dataset.copy.split(" ").map((id) => document.getElementById(id));
  const text = parts.filter(Boolean).map(plainText).join("\n\n");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    showToast(words.copyRefused);
    return;
  }
  const label = button.querySelector("[data-copy-word]") ?? button;
  const before = label.textContent;
  label.textContent = words.copied;
  setTimeout(() => (label.textContent = before), 2000);
}

function revealPassword(button) {
  const field = document.getElementById(button.dataset.reveal);
  const show = field.type === "password";
  field.type = show ? "text" : "password";
  button.textContent = show ? words.hide : words.show;
  button.setAttribute("aria-pressed", String(show));
}

function dismiss(button) {
  const box = button.closest("[data-dismissible]");
  if (box.dataset.dismissible) remember(`dismissed:${box.dataset.dismissible}`, "yes");
  box.remove();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

/* One listener for all presses */

const PRESSES = [
  ["[data-theme-choice]", (button) => chooseTheme(button.dataset.themeChoice)],
  ["[data-dialog-open]", (button) => openDialog(button.dataset.dialogOpen)],
  ["[data-dialog-close]", (button) => button.closest("dialog").close()],
  ["[data-dismiss]", dismiss],
  ["[data-print]", () => window.print()],
  ["[data-copy]", copyText],
  ["[data-reveal]", revealPassword],
];

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  for (const [selector, act] of PRESSES) {
    const pressed = event.target.closest(selector);
    if (!pressed) continue;
    if (pressed instanceof HTMLAnchorElement) event.preventDefault();
    act(pressed);
    if (pressed.closest(".menu-panel") && !pressed.matches("[data-theme-choice]")) closeMenus(null);
    return;
  }
  // The veil of a dialog is the dialog itself, outside its box.
  if (event.target instanceof HTMLDialogElement) closeOutside(event);
});

function closeOutside(event) {
  const box = event.target.getBoundingClientRect();
  const inside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  if (!inside) event.target.close();
}

// In the capture phase, so that htmx and the form hear of the press only after the answer.
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.confirmed || !document.getElementById("confirm")) return;
    event.preventDefault();
    event.stopPropagation();
    closeMenus(null);
    // What is missing is said now, not after the answer: the browser points at the field.
    if (button.form && !button.form.noValidate && !button.form.reportValidity()) return;
    askFirst(button);
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* Forms */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post") || "many" in form.dataset) return;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Coming back with the browser's arrow, the form may go out again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
});

/* The network */

function showConnection() {
  const banner = document.getElementById("offline");
  if (banner) banner.hidden = navigator.onLine;
}

window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);

document.addEventListener("toast", (event) => showToast(event.detail.text ?? event.detail.value));
/* A suggestion that comes while somebody types already does not take the place of what they typed. Who is in the field
   and has typed nothing finds it selected: the first letter takes its place. */

let suggestedIn = "";

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches("[data-keep-typed]")) return;
  if (target.value) event.detail.shouldSwap = false;
  else if (target === document.activeElement) suggestedIn = target.id;
});

document.addEventListener("htmx:afterSwap", () => {
  if (suggestedIn) document.getElementById(suggestedIn)?.select();
  suggestedIn = "";
});

document.addEventListener("htmx:responseError", (event) => showToast(sentenceFor(event.detail.xhr.status)));
document.addEventListener("htmx:sendError", () => showToast(words.noConnection));

/* A fragment that replaces the place one has just pressed takes the focus with it; give it back to the
   new fragment, or what in it is marked data-takes-focus, or the next Tab starts at the top of the page. */

let lostPlace = "";

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  lostPlace = target.contains(document.activeElement) ? target.id : "";
});

document.addEventListener("htmx:afterSettle", (event) => {
  const isLost = lostPlace && document.activeElement === document.body;
  // What stands there now may have an id of its own: another answer, another question.
  const place = isLost ? (document.getElementById(lostPlace) ?? event.target) : null;
  lostPlace = "";
  if (!place?.isConnected) return;
  const fresh = place.querySelector("[data-takes-focus]") ?? place;
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
});

/* At the start */

function hideDismissed() {
  for (const box of document.querySelectorAll("[data-dismissible]")) {
    const key = box.dataset.dismissible;
    if (key && recall(`dismissed:${key}`)) box.remove();
  }
}

function reloadLater() {
  const waiting = document.querySelector("[data-reload-seconds]");
  if (!waiting) return;
  setTimeout(() => location.reload(), 1000 * Number(waiting.dataset.reloadSeconds));
}

function showReveals() {
  for (const button of document.querySelectorAll("[data-reveal]")) button.hidden = false;
}

hideDismissed();
showThemeChoice();
showConnection();
showReveals();
reloadLater();
document.querySelector("[data-focus-on-load]")?.focus();
