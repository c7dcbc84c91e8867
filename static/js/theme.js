/* Light or dark before the first paint. Loaded in <head> without defer, on purpose: a module would
   come too late and the page would flash. The reader's choice lives in this browser only, and goes
   before the company's, which the page comes with.

   Sets on <html>: data-script="on" (lets CSS hide what is only needed without a script) and
   data-theme="light|dark" (absent: the system decides). app.js changes the choice. */

(function () {
  "use strict";

  document.documentElement.dataset.script = "on";
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    } else if (chosen === "system") {
      delete document.documentElement.dataset.theme;
    }
  } catch {
    // A browser that keeps nothing: the company or the system decides.
  }
})();
