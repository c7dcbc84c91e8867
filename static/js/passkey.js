/* Passkeys. Needs mfa/js/webauthn-json.js of django-allauth before it.

   data-passkey="create|get"    a button in a form: asks the browser for a passkey and sends the form with it
   data-passkey-options="ID"    the element whose JSON says what is asked for; or
   data-passkey-from="URL"      where that is fetched from, for who has not said yet who they are
   [data-passkey-problem]       in the form: where it is said that nothing came of it

   The form's [name=credential] takes what the browser gave. */

const { webauthnJSON } = window;

async function optionsFor(button) {
  if (button.dataset.passkeyOptions) {
    return JSON.parse(document.getElementById(button.dataset.passkeyOptions).textContent);
  }
  const response = await fetch(button.dataset.passkeyFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

function sentenceFor(error, isNew) {
  if (error.name === "InvalidStateError") return "This device already has a passkey for you. Use that one.";
  if (error.name === "NotAllowedError") {
    return isNew
      ? "No passkey was made: it was cancelled, or took too long. Press the button to try again."
      : "No passkey was used: it was cancelled, took too long, or this device has none. Try again, or use another way.";
  }
  return "This browser could not use a passkey. Try again, or use another way.";
}

async function ask(button) {
  const { form } = button;
  const isNew = button.dataset.passkey === "create";
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  button.disabled = true;
  try {
    const options = await optionsFor(button);
    const credential = isNew
      ? await webauthnJSON.create(options.creation_options)
      : await webauthnJSON.get(options.request_options);
    form.elements.credential.value = JSON.stringify(credential);
    form.requestSubmit();
  } catch (error) {
    problem.querySelector("[data-passkey-words]").textContent = sentenceFor(error, isNew);
    problem.hidden = false;
    button.disabled = false;
  }
}

for (const button of document.querySelectorAll("[data-passkey]")) {
  button.hidden = !webauthnJSON?.supported();
  button.addEventListener("click", () => ask(button));
}
