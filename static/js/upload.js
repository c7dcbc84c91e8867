/* Several files at once, each with its own progress. Without this file the form goes out as it is.

   form[data-upload]            method="post" enctype="multipart/form-data", data-many (see app.js)
     data-max-bytes="52428800"  larger files are named at once and not sent
     data-rows="ID"             optional: the <tbody> that gets the new row at its top
     data-left-out-url="..."    optional: told of files that are not sent at all ("path", "reason")
   inside:
     [data-file-drop]           the box; files may be dropped on it; holds the <input type="file" multiple accept=".pdf,...">
     [data-file-list]           gets one item for each file
     template[data-file-pattern]  the item: [data-file-name], [data-file-size], <progress>, [data-file-note],
                                [data-file-remove] (takes it out, or stops it), [data-file-retry]
     [data-upload-summary]      one line about all of them
     [data-folder]              optional: an <input type="file" webkitdirectory>; folders may then be dropped as well
     [data-upload-results]      optional: shown once a file was answered; leads to what became of each

   Each file goes out alone, as the form's own address and fields, with the header HX-Request: true; a file
   from a folder brings its place in it as the field "path".
   The server answers
     2xx  HTML: knowledge/_document_row.html of the new document (or nothing);
          with a Location, the page where the files of an archive are told about
     422  text/plain: one sentence about this file;
          with a Location, the document that has the same file already
     else this script says what it knows from the status
   After the last file the form sends upload:end. Two files travel at a time. */

const AT_ONCE = 2;
// Rows that move cost something; of a large folder only the last ones are shown below.
const MOST_ROWS = 50;
// Not read, but HR has many: the server sees what such a file is and says how to save it so that it can be read.
const TOLD_BY_THE_SERVER = [".doc", ".xls", ".ppt", ".msg", ".rtf", ".odt", ".ods", ".odp", ".heic", ".docm", ".xlsm", ".pptm", ".xlsb"];

const SENTENCES = {
  0: "The connection broke. The file is not uploaded; try again.",
  403: "You may not add documents here, or your session has ended. Reload the page.",
  413: "This file is larger than the server takes.",
  429: "Too many uploads at once. Wait a minute, then try again.",
  507: "There is no room left for files. Tell your operator.",
};

function readableSize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/* Files of folders. What programs leave in them is nobody's document. */

function isLeftover(path) {
  const parts = path.split("/").map((part) => part.toLowerCase());
  return parts.some((part) => part.startsWith(".") || ["thumbs.db", "desktop.ini", "__macosx"].includes(part));
}

// A folder is read in portions of about a hundred; the last portion is empty.
async function entriesIn(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!portion.length) return entries;
    entries.push(...portion);
  }
}

async function filesBelow(entry) {
  if (entry.isDirectory) {
    const found = [];
    for (const below of await entriesIn(entry)) found.push(...(await filesBelow(below)));
    return found;
  }
  const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
  return [{ file, path: entry.fullPath.replace(/^\//, "") }];
}

async function droppedFiles(transfer) {
  // The list empties as soon as the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files].map((file) => ({ file, path: "" }));
  const found = [];
  for (const entry of entries) found.push(...(await filesBelow(entry)));
  return found;
}

class Upload {
  constructor(form) {
    this.form = form;
    this.drop = form.querySelector("[data-file-drop]");
    this.input = this.drop.querySelector("input[type=file]");
    this.folder = form.querySelector("[data-folder]");
    this.list = form.querySelector("[data-file-list]");
    this.pattern = form.querySelector("template[data-file-pattern]");
    this.summary = form.querySelector("[data-upload-summary]");
    this.items = [];
    this.drop.classList.add("is-ready");
    this.input.required = false;
    this.listen();
  }

  listen() {
    this.input.addEventListener("change", () => {
      this.add([...this.input.files].map((file) => ({ file, path: "" })));
      this.input.value = "";
    });
    this.folder?.addEventListener("change", () => {
      this.add([...this.folder.files].map((file) => ({ file, path: file.webkitRelativePath })));
      this.folder.value = "";
    });
    for (const name of ["dragenter", "dragover"]) {
      this.drop.addEventListener(name, (event) => {
        event.preventDefault();
        this.drop.classList.add("is-over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      this.drop.addEventListener(name, (event) => {
        event.preventDefault();
        this.drop.classList.remove("is-over");
      });
    }
    this.drop.addEventListener("drop", (event) => this.receiveDrop(event.dataTransfer));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.items.some((item) => item.state === "sending")) event.preventDefault();
    });
  }

  async receiveDrop(transfer) {
    try {
      this.add(await droppedFiles(transfer));
    } catch {
      this.summary.textContent = "The folder could not be read. Choose it with the button instead.";
    }
  }

  add(found) {
    const known = new Set(this.items.filter((item) => item.state !== "failed").map((item) => item.key));
    const fresh = document.createDocumentFragment();
    for (const { file, path } of found) {
      if (isLeftover(path || file.name)) continue;
      const item = new Item(this, file, path);
      if (known.has(item.key)) continue;
      known.add(item.key);
      this.items.push(item);
      fresh.append(item.element);
    }
    this.list.append(fresh);
    this.tell();
  }

  forget(item) {
    this.items = this.items.filter((other) => other !== item);
    this.tell();
  }

  refusal(file) {
    const most = Number(this.form.dataset.maxBytes);
    if (most && file.size > most) return ["large", `This file is too large: at most ${readableSize(most)}.`];
    if (file.size === 0) return ["empty", "This file is empty."];
    const ends = this.input.accept.split(",").map((end) => end.trim().toLowerCase()).filter(Boolean);
    const name = file.name.toLowerCase();
    if (ends.length && ![...ends, ...TOLD_BY_THE_SERVER].some((end) => name.endsWith(end))) {
      const kinds = ends.map((end) => end.slice(1)).join(", ");
      return ["kind", `We cannot read this kind of file. We can read ${kinds}.`];
    }
    return ["", ""];
  }

  send() {
    for (const item of this.items) item.tellLeftOut();
    if (!this.items.some((item) => item.state === "ready")) {
      if (!this.items.length) this.summary.textContent = "Choose at least one file.";
      return;
    }
    this.next();
    // The button stands below the fields; what becomes of the files is told above them.
    this.showFiles();
  }

  showFiles() {
    const isSeen = ({ top, bottom }) => top >= 0 && bottom <= window.innerHeight;
    if (!isSeen(this.list.firstElementChild.getBoundingClientRect())) this.drop.scrollIntoView({ block: "start" });
  }

  next() {
    const sending = this.items.filter((item) => item.state === "sending").length;
    const ready = this.items.filter((item) => item.state === "ready");
    for (const item of ready.slice(0, AT_ONCE - sending)) item.send();
    this.tell();
    const results = this.form.querySelector("[data-upload-results]");
    if (results) results.hidden = this.items.filter((item) => item.isAnswered || item.state === "failed").length < 2;
    if (!sending && !ready.length) this.form.dispatchEvent(new CustomEvent("upload:end", { bubbles: true }));
  }

  tell() {
    const count = (state) => this.items.filter((item) => item.state === state).length;
    const words = [
      [count("ready"), "ready to upload"],
      [count("sending"), "uploading"],
      [count("sent"), "uploaded"],
      [count("failed"), "not uploaded"],
    ];
    this.summary.textContent = words
      .filter(([number]) => number)
      .map(([number, word]) => `${number} ${word}`)
      .join(", ");
    const button = this.form.querySelector("[type=submit]");
    button.disabled = !count("ready");
  }

  receive(html) {
    const rows = document.getElementById(this.form.dataset.rows);
    if (!rows || !html.trim()) return;
    const pattern = document.createElement("template");
    pattern.innerHTML = html.trim();
    for (const row of [...pattern.content.children]) {
      rows.prepend(row);
      window.htmx?.process(row);
    }
    while (rows.children.length > MOST_ROWS) rows.lastElementChild.remove();
    const section = rows.closest("[hidden]");
    section?.removeAttribute("hidden");
    section?.scrollIntoView({ block: "start" });
  }
}

class Item {
  constructor(upload, file, path) {
    this.upload = upload;
    this.file = file;
    this.path = path;
    this.key = `${path || file.name} ${file.size}`;
    this.isAnswered = false;
    this.element = upload.pattern.content.firstElementChild.cloneNode(true);
    this.find("[data-file-name]").textContent = path || file.name;
    this.find("[data-file-size]").textContent = readableSize(file.size);
    this.find("[data-file-remove]").setAttribute("aria-label", `Remove ${file.name}`);
    this.find("[data-file-remove]").addEventListener("click", () => this.remove());
    this.find("[data-file-retry]").addEventListener("click", () => this.retry());
    this.find("progress").setAttribute("aria-label", `Upload of ${file.name}`);
    const [reason, sentence] = upload.refusal(file);
    this.reason = reason;
    this.become(reason ? "refused" : "ready", sentence);
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  become(state, note) {
    this.state = state === "refused" ? "failed" : state;
    this.element.classList.toggle("file-item-failed", this.state === "failed");
    this.element.classList.toggle("file-item-sent", state === "sent");
    this.find("progress").hidden = state !== "sending";
    this.find("[data-file-retry]").hidden = state !== "failed";
    this.find("[data-file-note]").textContent = note;
    this.find("[data-file-note]").hidden = !note;
  }

  send() {
    const fields = new FormData(this.upload.form);
    fields.delete(this.upload.input.name);
    fields.append(this.upload.input.name, this.file);
    if (this.path) fields.append("path", this.path);
    this.request = new XMLHttpRequest();
    this.request.open("POST", this.upload.form.action);
    this.request.setRequestHeader("HX-Request", "true");
    this.request.upload.addEventListener("progress", (event) => this.showProgress(event));
    this.request.addEventListener("load", () => this.finish());
    this.request.addEventListener("error", () => this.fail(SENTENCES[0]));
    this.find("progress").value = 0;
    this.become("sending", "");
    this.request.send(fields);
  }

  /* The upload has a line for every file, also for those that stay here. */
  async tellLeftOut() {
    const address = this.upload.form.dataset.leftOutUrl;
    if (!address || !this.reason) return;
    const fields = new FormData();
    for (const name of ["csrfmiddlewaretoken", "batch"]) fields.append(name, this.upload.form.elements[name].value);
    fields.append("path", this.path || this.file.name);
    fields.append("reason", this.reason);
    this.reason = "";
    try {
      await fetch(address, { method: "POST", body: fields, credentials: "same-origin" });
    } catch {
      // No network: the sentence beside the file stands in the page.
    }
  }

  showProgress(event) {
    if (!event.lengthComputable) return;
    const bar = this.find("progress");
    bar.max = event.total;
    bar.value = event.loaded;
    if (event.loaded === event.total) this.find("[data-file-note]").textContent = "Checking the file";
  }

  finish() {
    const { status, responseText } = this.request;
    // A redirect ends at a whole page, which is no row: the session has ended.
    const isFragment = !/<html/i.test(responseText);
    this.isAnswered = status === 422 || (status >= 200 && status < 300 && isFragment);
    if (status >= 200 && status < 300 && isFragment) {
      this.showTaken(this.request.getResponseHeader("Location"));
      this.upload.receive(responseText);
      this.upload.next();
      return;
    }
    const type = this.request.getResponseHeader("Content-Type") ?? "";
    const said = status === 422 && type.startsWith("text/plain") ? responseText.trim() : "";
    const sentence = said || SENTENCES[status < 300 ? 403 : status] || "The server could not take this file. Try again.";
    // Refused for what it is, the same file would be refused again.
    if (said && this.request.getResponseHeader("Retry-After") === null) {
      this.refuse(sentence);
      this.addLink(this.request.getResponseHeader("Location"), "Open that document");
    } else this.fail(sentence);
  }

  showTaken(archiveAddress) {
    this.become("sent", archiveAddress ? "Uploaded, and unpacked now." : "Uploaded");
    this.addLink(archiveAddress, "See each file in it");
  }

  addLink(address, label) {
    if (!address) return;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = label;
    this.find("[data-file-note]").append(" ", link);
  }

  fail(sentence) {
    this.become("failed", sentence);
    this.upload.next();
  }

  refuse(sentence) {
    this.become("refused", sentence);
    this.upload.next();
  }

  retry() {
    this.become("ready", "");
    this.upload.next();
  }

  remove() {
    this.request?.abort();
    this.element.remove();
    this.upload.forget(this);
    if (this.state === "sending") {
      this.state = "gone";
      this.upload.next();
    }
    this.upload.input.focus();
  }
}

for (const form of document.querySelectorAll("form[data-upload]")) new Upload(form);
