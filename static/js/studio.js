/* The brand studio: shows the page anew when what is typed was kept, and puts a suggested colour into its field.

   #studio-state carries data-preview (an address) and data-width; the frame is led there in place, so that the page
   before stays in sight until the next one is drawn. */

const frame = document.getElementById("studio-frame");
const stage = document.getElementById("studio-stage");

function show() {
  const state = document.getElementById("studio-state");
  if (!frame || !state) return;
  stage.className = `studio-stage studio-stage-${state.dataset.width}`;
  const address = new URL(state.dataset.preview, location.href).href;
  if (frame.contentWindow.location.href !== address) frame.contentWindow.location.replace(address);
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "studio-state") show();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use-colour]");
  if (!button) return;
  event.preventDefault();
  const field = document.querySelector(`[name="${button.dataset.useColour}"]`);
  field.value = button.value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
});
