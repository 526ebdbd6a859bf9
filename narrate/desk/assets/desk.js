// What the desk can't do without a script: play a sentence alone, hear a candidate as it is chosen, follow a build.
"use strict";

const filled = (text, ...values) => values.reduce((done, value) => done.replace("{}", value), text);

// An article: each sentence plays its part of the recording.
const recording = document.querySelector("main > audio");
let playing = null;
const stop = () => {
  playing?.setAttribute("aria-pressed", "false");
  playing = null;
};
for (const button of document.querySelectorAll(".play")) {
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const again = playing === button;
    stop();
    recording.pause();
    if (again) return;
    playing = button;
    button.setAttribute("aria-pressed", "true");
    recording.currentTime = Number(button.dataset.start);
    recording.play().catch(stop);
  });
}
const watch = () => {
  if (playing && recording.currentTime >= Number(playing.dataset.end)) {
    recording.pause();
    stop();
  }
  if (playing) requestAnimationFrame(watch);
};
recording?.addEventListener("playing", watch);
recording?.addEventListener("timeupdate", watch);
recording?.addEventListener("ended", stop);

// A reading: what is chosen is heard, and what it would change is told.
const form = document.querySelector("[data-mend]");
let heard = null;
const hear = (address) => {
  heard?.pause();
  heard = new Audio(address);
  heard.play().catch(() => {});
};
const tell = async (radio) => {
  const place = form.querySelector("[data-told]");
  const answer = await fetch(`/changes?${radio.dataset.asked}&scope=${form.elements.scope.value}`);
  const counts = answer.ok ? await answer.json() : null;
  if (radio.checked) place.textContent = counts ? filled(form.dataset.changes, counts.sentences, counts.articles) : "";
};
for (const radio of form?.querySelectorAll("[type=radio]") ?? []) {
  radio.addEventListener("change", () => {
    hear(`/say?${radio.dataset.asked}`);
    tell(radio);
  });
}
const chosen = () => form?.querySelector("[type=radio]:checked");
form?.elements.scope.addEventListener("change", () => chosen() && tell(chosen()));
if (chosen()) tell(chosen()); // before this script came
for (const link of form?.querySelectorAll("[data-hear]") ?? []) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    hear(link.href);
  });
}

// A build: how far it is.
const build = document.querySelector("[data-build=running]");
if (build) {
  const events = new EventSource("/build/events");
  events.addEventListener("message", (event) => {
    const now = JSON.parse(event.data);
    for (const bar of build.querySelectorAll("[data-bar]")) {
      const [done, all] = now[bar.dataset.bar];
      bar.max = all || 1;
      bar.value = done;
    }
    if (now.state === "running") return;
    events.close();
    document.querySelector("[data-stop]").hidden = true;
    build.dataset.build = now.state;
    build.querySelector("[data-state]").textContent = filled(build.dataset[now.state], now.made, now.new);
    build.querySelector("[data-said]").textContent = now.said;
    document.querySelector("form[action='/build'] button").disabled = false;
  });
}
