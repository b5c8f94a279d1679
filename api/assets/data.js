// The pages for loading data work without this; it adds dropping a file, a remembered name and live progress.

const form = document.querySelector("[data-hand-in]");
if (form) handIn(form);

const actor = document.querySelector("[data-actor]");
if (actor) rememberName(actor);

const progress = document.querySelector("[data-progress]");
if (progress) follow(progress);

/** A file may be dropped anywhere on its field; one that is too large is told before it is sent. */
function handIn(form) {
  const drop = form.querySelector("[data-drop]");
  const input = drop.querySelector("input[type=file]");
  const said = form.querySelector("[data-said]");
  const over = (event, is) => {
    event.preventDefault();
    drop.classList.toggle("over", is);
  };
  drop.addEventListener("dragover", (event) => over(event, true));
  drop.addEventListener("dragleave", (event) => over(event, false));
  drop.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
    }
  });
  input.addEventListener("change", () => {
    const large = input.files[0]?.size > Number(form.dataset.mostMb) * 1024 ** 2;
    input.setCustomValidity(large ? form.dataset.tooLarge : "");
    said.textContent = large ? form.dataset.tooLarge : "";
  });
  form.addEventListener("submit", () => {
    said.textContent = form.dataset.sending;
    form.querySelector("button[type=submit]").disabled = true;
  });
  // Coming back by the browser's own button finds the form as it was, and it can be sent again.
  addEventListener("pageshow", () => {
    said.textContent = "";
    form.querySelector("button[type=submit]").disabled = false;
  });
}

/** The name is typed once on this device. */
function rememberName(actor) {
  try {
    actor.value ||= localStorage.getItem("nama") ?? "";
    actor.form.addEventListener("submit", () => localStorage.setItem("nama", actor.value));
  } catch {
    // A browser that keeps nothing asks each time.
  }
}

/** Asks how far the file is, until there is something to decide; then shows the page anew. */
async function follow(section) {
  const said = section.querySelector("[data-said]");
  const bar = section.querySelector("progress");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    let now;
    try {
      now = await (await fetch(section.dataset.progress, { headers: { accept: "application/json" } })).json();
    } catch {
      continue; // The service is being started again, or the network is away.
    }
    if (!now.progress) {
      location.reload();
      return;
    }
    tell(section, said, bar, now.progress);
  }
}

function tell(section, said, bar, { stage, done, total }) {
  const name = (stage ?? "waiting").split(" ")[0];
  const title = section.dataset[`stage${name[0].toUpperCase()}${name.slice(1)}`] ?? section.dataset.stageBefore;
  const figure = new Intl.NumberFormat(document.documentElement.lang);
  const rows = section.dataset.ofRows.replace("{done}", figure.format(done)).replace("{total}", figure.format(total));
  const text = total && done ? `${title}: ${rows}` : title;
  if (said.textContent !== text) said.textContent = text;
  if (total && done) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
}
