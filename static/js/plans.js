/* Sliders beside the counts of care: each moves the number beside it, and the number moves it. */

const MOST = 20;

function withSlider(number) {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(MOST);
  slider.value = number.value || "0";
  slider.tabIndex = -1; // the number beside it is what keys reach
  slider.setAttribute("aria-hidden", "true");
  slider.addEventListener("input", () => {
    number.value = slider.value;
  });
  number.addEventListener("input", () => {
    slider.value = number.value || "0";
  });
  number.after(slider);
}

function begin() {
  for (const number of document.querySelectorAll('.use-row > input[type="number"]')) {
    if (!number.nextElementSibling?.matches('input[type="range"]')) withSlider(number);
  }
}

document.body.addEventListener("htmx:afterSettle", begin);
begin();
