/* The list of facts under the keyboard. Without this file its links and forms do the same, one page at a time.

   [data-facts]   the list; holds
   [data-fact]    one fact: its first link shows its place; elements with data-key="c" are pressed by that letter

   The letters work only while something inside a fact has the focus, never while one types. */

const list = document.querySelector("[data-facts]");

function factsInOrder() {
  return [...list.querySelectorAll("[data-fact]")];
}

function linkOf(fact) {
  return fact?.querySelector(".fact-open") ?? null;
}

function step(fact, by) {
  const facts = factsInOrder();
  linkOf(facts[facts.indexOf(fact) + by])?.focus();
}

function isTyping(target) {
  return target.matches("input:not([type=hidden]), textarea, select");
}

list?.addEventListener("keydown", (event) => {
  const fact = event.target.closest("[data-fact]");
  if (!fact || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(fact, event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  const pressed = fact.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (pressed) {
    event.preventDefault();
    pressed.click();
  }
});

/* A decided fact leads on to the next that is still to decide on; a form takes the focus itself. Whoever has moved
   on while the answer was on its way stays where they are. */
let decided = null;

function hasMovedOnFrom(fact) {
  // A pressed button is disabled until the answer is there, and a browser may take the focus from it then.
  return document.activeElement !== document.body && !fact.contains(document.activeElement);
}

list?.addEventListener("htmx:beforeSwap", (event) => {
  const fact = event.detail.target.closest?.("[data-fact]");
  decided =
    fact && !hasMovedOnFrom(fact) ? { id: fact.id, isForm: event.detail.requestConfig.verb === "get" } : null;
});

list?.addEventListener("htmx:afterSettle", () => {
  if (!decided) return;
  const fact = document.getElementById(decided.id);
  const isReopened = fact?.querySelector('[data-key="c"]');
  if (decided.isForm || fact?.matches(".fact-editing")) {
    fact?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else if (isReopened) {
    linkOf(fact)?.focus();
  } else {
    const facts = factsInOrder();
    const next = facts.slice(facts.indexOf(fact) + 1).find((one) => one.querySelector('[data-key="c"]'));
    linkOf(next ?? fact)?.focus();
  }
  decided = null;
});

/* A page that has no picture is longer than its box: bring the marked words into it, and leave the window where it is. */
document.addEventListener("htmx:afterSettle", () => {
  const box = document.querySelector("#fact-place .page-blocks");
  const mark = box?.querySelector("mark");
  if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
});

list?.addEventListener("focusin", (event) => {
  const fact = event.target.closest("[data-fact]");
  for (const other of list.querySelectorAll("[aria-current]")) {
    if (other !== fact) other.removeAttribute("aria-current");
  }
  fact?.setAttribute("aria-current", "true");
});
