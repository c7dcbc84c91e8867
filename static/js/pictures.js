/* A picture may be dropped on the box that chooses it. Without this file it is chosen, and the form goes out the same.

   [data-picture-drop]   the box; holds the <input type="file"> */

for (const box of document.querySelectorAll("[data-picture-drop]")) {
  const input = box.querySelector('input[type="file"]');
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");

  box.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    box.classList.add("is-over");
  });
  for (const end of ["dragleave", "drop"]) {
    box.addEventListener(end, () => box.classList.remove("is-over"));
  }
  box.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    // The field shows its name, as if it had been chosen there.
    input.files = event.dataTransfer.files;
  });
}
