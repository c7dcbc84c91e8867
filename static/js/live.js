/* What happens while one waits. One EventSource per [data-live-url]; the browser itself reconnects and
   sends Last-Event-ID. When the stream cannot be had (ticket too old or ended, proxy, no route), the element
   asks data-poll-url instead, more and more slowly; the fragment it gets may carry a fresh data-live-url.
   A ticket ends with the sign-in it was given to. Whoever is still signed in thus gets a fresh one; a page
   that is signed out says so by loading itself anew, which leads to the sign-in page and back here.

   data-live-url="/live/?ticket=..."   the stream; each event's data is JSON
   data-poll-url="..."                 answers with the element's own fragment as it stands now
   data-live-kind=
     "answer"      events:  status {text}     one line of what is being done
                            text   {delta}    more of the answer, in Markdown; shown as paragraphs, lists,
                                              tables, bold
                            reset  {}         forget the text so far (another worker has taken over)
                            answer {html}     the answer as it stays: replaces the element (same id)
                            done   {next}     what to ask next, added to it; nothing more comes
                            done   {html}     where there was no `answer`: the final fragment;
                                              without html it is fetched from data-poll-url, which knows
                                              the reader and so can put a CSRF token into its forms
                   inside:  [data-live-status], [data-live-text]
     "documents"   on the element around the rows; events:
                            progress {document, label, done, total, left}   moves the row's bar at once
                            row      {document}                       the row has changed: fetch it again
                   rows:    #document-<id> with data-row-url, and data-in-progress while work goes on;
                   inside:  [data-progress] (a <progress>), [data-progress-label], [data-progress-count], [data-progress-left]
                   fallback: rows with data-in-progress are fetched every few seconds, until the stream under
                   the fresh address from data-ticket-url (plain text) is open; no data-poll-url; and once
                   more whenever nothing has been heard of them for a while, for an event may be lost
     "now"         events:  now {html}        what it shows now, all of it, in the place of [data-live-body];
                                              nothing is said aloud, as it changes all the time
     "refresh"     any event: fetch data-poll-url and put it in the element's place (same id);
                   the stream ends with the first fragment without data-live-url

   Said aloud, in #announcer: only that an answer has begun and that it is there (data-live-begun and
   data-live-ended on the element change the words).
   Tells others, bubbling from the element: live:start, live:end.
   The page follows the text only if its end was in sight, and never past the top of the turn. */

// In the page's language: components/script_words.html.
const words = document.getElementById("script-words").dataset;
const SILENCE_MILLISECONDS = 45_000;
const NO_ROUTE_MILLISECONDS = 10_000;
const ROW_MILLISECONDS = 4_000;
const QUIET_ROW_MILLISECONDS = 15_000;
const PRESSED_MILLISECONDS = 500;
const FIRST_PAUSE = 1_500;
const LONGEST_PAUSE = 20_000;
const NEAR_THE_END = 96;

const opened = new WeakSet();
// How often each id had to be asked for again; a fresh element with the same id goes on counting.
const failures = new Map();

/* Elements and fragments */

function watch(root) {
  const found = [...(root.querySelectorAll?.("[data-live-url]") ?? [])];
  if (root.matches?.("[data-live-url]")) found.push(root);
  for (const element of found) {
    if (opened.has(element)) continue;
    opened.add(element);
    KINDS[element.dataset.liveKind]?.(element);
  }
}

function replace(element, html) {
  const pattern = document.createElement("template");
  pattern.innerHTML = html.trim();
  const fresh = pattern.content.firstElementChild;
  if (!fresh) return null;
  const hadFocus = element.contains(document.activeElement);
  element.replaceWith(fresh);
  window.htmx?.process(fresh);
  if (hadFocus) {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
  watch(fresh);
  return fresh;
}

/* Put another element in its place now, and the click is nobody's. */
function isPressed(element) {
  return element.matches(":active");
}

async function fragment(url) {
  const response = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (response.headers.has("HX-Redirect")) location.reload(); // signed out
  return response.ok && !response.redirected ? response.text() : null;
}

function say(text) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = text;
}

function tell(element, name) {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true }));
}

function pause(id) {
  const times = failures.get(id) ?? 0;
  failures.set(id, times + 1);
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** times);
}

/* One stream. `hear` maps event names to functions of the payload; `lost` runs when there is no stream,
   or when it says nothing for so long that its writer may be gone; `begun` whenever it is open. */

function listen(element, hear, lost, { silence = SILENCE_MILLISECONDS, begun = () => {}, shown = () => element } = {}) {
  const stream = new EventSource(element.dataset.liveUrl);
  let timer = setTimeout(giveUp, NO_ROUTE_MILLISECONDS);

  function giveUp() {
    stop();
    if (shown().isConnected) lost();
  }

  function wait() {
    clearTimeout(timer);
    if (silence) timer = setTimeout(giveUp, silence);
  }

  function stop() {
    clearTimeout(timer);
    stream.close();
  }

  stream.addEventListener("open", () => {
    wait();
    begun();
  });
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) giveUp();
  });
  for (const [name, act] of Object.entries(hear)) {
    stream.addEventListener(name, (event) => {
      if (!shown().isConnected) {
        stop();
        return;
      }
      wait();
      act(JSON.parse(event.data));
    });
  }
  return stop;
}

/* Answers */

function watchAnswer(element) {
  const status = element.querySelector("[data-live-status]");
  const writer = new Writer(element.querySelector("[data-live-text]"));
  if (!failures.has(element.id)) say(element.dataset.liveBegun ?? words.answerBegun);
  tell(element, "live:start");
  let answer = null; // once it is there; it stands in the element's place

  const stop = listen(
    element,
    {
      status: ({ text }) => (status.textContent = text),
      text: ({ delta }) => writer.add(delta),
      reset: () => writer.clear(),
      answer: ({ html }) => (answer = finishAnswer(element, html)),
      done: ({ html, next }) => {
        stop();
        if (answer) {
          addNext(answer, next);
        } else if (html) {
          finishAnswer(element, html);
        } else {
          askForAnswer(element);
        }
      },
    },
    () => answer ?? askForAnswer(element),
    { shown: () => answer ?? element },
  );
}

/* Nothing follows it: the answer is complete and being read. */
function addNext(answer, html) {
  if (!html) return;
  answer.insertAdjacentHTML("beforeend", html);
  window.htmx?.process(answer.lastElementChild);
}

function finishAnswer(element, html) {
  const ended = element.dataset.liveEnded ?? words.answerEnded;
  const follow = isEndInSight();
  const fresh = replace(element, html);
  if (!fresh) return null;
  failures.delete(fresh.id);
  say(ended);
  tell(fresh, "live:end");
  if (follow) followTurn(fresh);
  return fresh;
}

async function askForAnswer(element) {
  let html = null;
  try {
    html = await fragment(element.dataset.pollUrl);
  } catch {
    // No network: asked again below.
  }
  if (!element.isConnected) return;
  if (html && !html.includes("data-live-url")) {
    finishAnswer(element, html);
    return;
  }
  setTimeout(() => {
    if (!element.isConnected) return;
    if (html) {
      replace(element, html);
    } else {
      askForAnswer(element);
    }
  }, pause(element.id));
}

/* Documents */

function watchDocuments(element) {
  let asking = null;
  let heardAt = Date.now();
  const looking = setInterval(lookAfterRows, QUIET_ROW_MILLISECONDS);
  listenToRows();

  function lookAfterRows() {
    if (!element.isConnected) clearInterval(looking);
    if (Date.now() - heardAt >= QUIET_ROW_MILLISECONDS) fetchRowsInProgress();
  }

  function fetchRowsInProgress() {
    for (const row of element.querySelectorAll("[data-in-progress]")) fetchRow(row);
  }

  function listenToRows() {
    listen(
      element,
      {
        progress: (progress) => {
          heardAt = Date.now();
          showProgress(progress);
        },
        row: ({ document: id }) => {
          heardAt = Date.now();
          fetchRow(document.getElementById(`document-${id}`));
        },
      },
      askForRows,
      // Nobody uploads anything for hours, and that is no trouble.
      { silence: null, begun: stopAsking },
    );
  }

  function stopAsking() {
    clearInterval(asking);
    asking = null;
    failures.delete(element.id);
  }

  function askForRows() {
    asking ??= setInterval(() => {
      if (!element.isConnected) clearInterval(asking);
      fetchRowsInProgress();
    }, ROW_MILLISECONDS);
    fetchRowsInProgress();
    setTimeout(askForTicket, pause(element.id));
  }

  async function askForTicket() {
    let url = null;
    try {
      url = await fragment(element.dataset.ticketUrl);
    } catch {
      // No network: asked again below.
    }
    if (!element.isConnected) return;
    if (url) {
      element.dataset.liveUrl = url;
      listenToRows();
    } else {
      setTimeout(askForTicket, pause(element.id));
    }
  }
}

function showProgress({ document: id, label, done, total, left }) {
  const row = document.getElementById(`document-${id}`);
  const bar = row?.querySelector("[data-progress]");
  if (!bar) {
    fetchRow(row);
    return;
  }
  if (total) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
  const count = row.querySelector("[data-progress-count]");
  if (count) count.textContent = total ? `${done} of ${total}` : "";
  const caption = row.querySelector("[data-progress-label]");
  if (caption) caption.textContent = label;
  const rest = row.querySelector("[data-progress-left]");
  if (rest) rest.textContent = left ?? "";
}

function isInHand(row) {
  return isPressed(row) || row.querySelector("details[open]") !== null; // its menu has just been opened
}

async function fetchRow(row) {
  if (!row?.isConnected) return;
  if (row.dataset.fetching) {
    // What is on its way may have been read before the change this event tells of.
    row.dataset.fetching = "again";
    return;
  }
  if (isInHand(row)) {
    setTimeout(() => fetchRow(document.getElementById(row.id)), ROW_MILLISECONDS / 2);
    return;
  }
  row.dataset.fetching = "yes";
  let isOutdated = false;
  try {
    const html = await fragment(row.dataset.rowUrl);
    isOutdated = isInHand(row);
    if (html && row.isConnected && !isOutdated) replace(row, html);
  } catch {
    // No network: the next event or the next round asks again.
  }
  isOutdated ||= row.dataset.fetching === "again";
  delete row.dataset.fetching;
  if (isOutdated) fetchRow(document.getElementById(row.id));
}

/* Anything that is drawn by the server and changes now and then */

function watchRefresh(element) {
  const stop = listen(
    element,
    Object.fromEntries(["status", "progress", "row", "done"].map((name) => [name, refresh])),
    // Not at once: the stream under the fresh address may be refused as well.
    () => setTimeout(refresh, pause(element.id)),
    { begun: () => failures.delete(element.id) },
  );

  function refresh() {
    stop();
    askAnew(element);
  }
}

/* What is told all the time, whole each time */

function watchNow(element) {
  const body = element.querySelector("[data-live-body]");
  listen(
    element,
    // What is told next comes soon.
    { now: ({ html }) => isPressed(body) || (body.innerHTML = html) },
    // Not at once: the stream under the fresh address may be refused as well.
    () => setTimeout(() => askAnew(element), pause(element.id)),
    { begun: () => failures.delete(element.id) },
  );
}

async function askAnew(element) {
  if (!element.isConnected) return;
  let html = null;
  try {
    html = await fragment(element.dataset.pollUrl);
  } catch {
    // No network: asked again below.
  }
  if (!element.isConnected) return;
  if (html && !isPressed(element)) {
    replace(element, html);
  } else {
    setTimeout(() => askAnew(element), html ? PRESSED_MILLISECONDS : pause(element.id));
  }
}

/* Following the text without pulling the page from under the eye */

function isEndInSight() {
  const page = document.documentElement;
  return page.scrollHeight - window.innerHeight - window.scrollY < NEAR_THE_END;
}

function followTurn(element) {
  const turn = element.closest(".turn") ?? element;
  const room = turn.getBoundingClientRect().top - 16;
  const below = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
  if (room > 0 && below > 0) window.scrollBy({ top: Math.min(room, below), behavior: "instant" });
}

/* Writes Markdown as it comes: only paragraphs, lists, tables, headings, bold and [1], and only as text
   nodes. The final fragment, made and cleaned by the server, replaces it. Blocks that are finished stay put. */

class Writer {
  constructor(place) {
    this.place = place;
    this.clear();
  }

  clear() {
    this.text = "";
    this.blocks = [];
    this.asked = false;
    this.place.replaceChildren();
  }

  add(delta) {
    this.text += delta;
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => this.write());
  }

  write() {
    this.asked = false;
    const follow = isEndInSight();
    const blocks = blocksOf(this.text);
    blocks.forEach((block, index) => {
      const written = `${block.kind} ${block.lines.join("\n")}`;
      if (this.blocks[index] === written) return;
      this.blocks[index] = written;
      const fresh = DRAWN[block.kind](block.lines);
      const old = this.place.children[index];
      if (old) {
        old.replaceWith(fresh);
      } else {
        this.place.append(fresh);
      }
    });
    if (follow) followTurn(this.place);
  }
}

const MARKS = {
  bullets: /^\s*[-*•]\s+/,
  numbers: /^\s*\d{1,3}[.)]\s+/,
  table: /^\s*\|/,
  heading: /^#{1,6}\s+/,
};

/* What belongs together. A list, a table or a heading may follow a sentence without an empty line, as it may for
   the server; an empty line between two items does not end their list, or its numbers would begin anew. */
function blocksOf(text) {
  const blocks = [];
  let open = null;
  let gap = false;
  for (const line of text.split("\n")) {
    if (!line.trim()) {
      gap = true;
      continue;
    }
    const kind = Object.keys(MARKS).find((name) => MARKS[name].test(line)) ?? "words";
    const isList = open?.kind === "bullets" || open?.kind === "numbers";
    const goesOn = isList
      ? kind === open.kind || (kind === "words" && !gap)
      : kind === open?.kind && kind !== "heading" && !gap;
    if (goesOn) {
      open.lines.push(line);
    } else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
    gap = false;
  }
  return blocks;
}

const DRAWN = {
  bullets: (lines) => drawList("ul", lines, MARKS.bullets),
  numbers: (lines) => drawList("ol", lines, MARKS.numbers),
  table: drawTable,
  heading: (lines) => drawLine("h3", lines[0].replace(MARKS.heading, "")),
  words: (lines) => drawLine("p", lines.join("\n")),
};

function drawLine(name, text) {
  const line = document.createElement(name);
  drawWords(line, text);
  return line;
}

function drawList(name, lines, mark) {
  const list = document.createElement(name);
  if (name === "ol") list.start = parseInt(lines[0], 10);
  for (const line of lines) {
    const item = mark.test(line) ? document.createElement("li") : list.lastChild;
    if (item.firstChild) item.append(" ");
    drawWords(item, line.replace(mark, ""));
    list.append(item);
  }
  return list;
}

function drawTable(lines) {
  const table = document.createElement("table");
  for (const line of lines) {
    if (/^[\s|:-]+$/.test(line)) continue; // the rule below the head, whole or half written
    const row = table.insertRow();
    const cells = line.trim().replace(/^\||\|$/g, "").split("|");
    for (const cell of cells) row.append(drawLine(table.rows.length === 1 ? "th" : "td", cell.trim()));
  }
  return table;
}

function drawWords(place, text) {
  // A bold or a number cut off at the end of the stream stays as typed until its other half comes.
  for (const part of text.split(/(\*\*[^*]+\*\*|\[\d{1,3}\])/)) {
    if (/^\*\*.+\*\*$/.test(part)) {
      const bold = document.createElement("strong");
      bold.textContent = part.slice(2, -2);
      place.append(bold);
    } else if (/^\[\d+\]$/.test(part)) {
      const cite = document.createElement("span");
      cite.className = "cite";
      cite.textContent = part.slice(1, -1);
      place.append(cite);
    } else if (part) {
      place.append(part);
    }
  }
}

const KINDS = { answer: watchAnswer, documents: watchDocuments, now: watchNow, refresh: watchRefresh };

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
// A new turn in the page: show it, wherever the reader was; it is what they have just asked for.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "turns") return;
  const turn = event.detail.target.lastElementChild;
  if (turn) window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
});
