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
let asked = 0; // an answer may come after that to a later question
const tell = async (radio) => {
  const mine = ++asked;
  const place = form.querySelector("[data-told]");
  const answer = await fetch(`/changes?${radio.dataset.asked}&scope=${form.elements.scope.value}`);
  const counts = answer.ok ? await answer.json() : null;
  if (mine === asked) place.textContent = counts ? filled(form.dataset.changes, counts.sentences, counts.articles) : "";
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

// A waveform: the line where a chapter begins is moved from line to line of the text.
const track = document.querySelector(".track");
const move = document.querySelector("[data-move]");
const clock = (ms) => `${Math.floor(Math.round(ms / 1000) / 60)}:${String(Math.round(ms / 1000) % 60).padStart(2, "0")}`;
const handle = (mark) => {
  const home = [Number(mark.dataset.start), mark.dataset.line];
  const places = [...JSON.parse(mark.dataset.places), home].sort((a, b) => a[0] - b[0]);
  let at = places.indexOf(home);
  const show = () => {
    const [ms, line] = places[at];
    mark.style.left = `${(100 * ms) / Number(track.dataset.length)}%`;
    mark.classList.toggle("moved", places[at] !== home);
    mark.setAttribute("aria-valuenow", Math.round(ms / 1000));
    mark.setAttribute("aria-valuetext", `${clock(ms)} ${line.slice(0, 40)}`);
  };
  const go = (to) => {
    for (const other of marks) if (other.mark !== mark) other.back();
    at = Math.max(0, Math.min(places.length - 1, to));
    show();
    const [ms, line] = places[at];
    const away = places[at] !== home;
    for (const name of ["line", "title", "seen"]) move.elements[name].value = mark.dataset[name];
    move.elements.to.value = away ? line : "";
    for (const button of move.querySelectorAll("button")) button.disabled = !away;
    const told = move.querySelector("[data-told]");
    told.textContent = away ? filled(told.dataset.told, mark.dataset.title, clock(ms), line) : "";
  };
  const back = () => {
    at = places.indexOf(home);
    show();
  };
  const keys = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -places.length, End: places.length };
  mark.addEventListener("keydown", (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    go(at + keys[event.key]);
  });
  mark.addEventListener("pointerdown", (event) => mark.setPointerCapture(event.pointerId));
  mark.addEventListener("mousedown", (event) => {
    event.preventDefault(); // else the browser begins to drag what is selected
    mark.focus();
  });
  mark.addEventListener("pointermove", (event) => {
    if (!mark.hasPointerCapture(event.pointerId)) return;
    const { left, width } = track.getBoundingClientRect();
    const ms = (Number(track.dataset.length) * (event.clientX - left)) / width;
    const far = places.map(([start]) => Math.abs(start - ms));
    go(far.indexOf(Math.min(...far)));
  });
  mark.setAttribute("aria-valuemin", Math.round(places[0][0] / 1000));
  mark.setAttribute("aria-valuemax", Math.round(places.at(-1)[0] / 1000));
  mark.hidden = false;
  show();
  return { mark, back };
};
const marks = [...document.querySelectorAll(".mark")].map(handle);
if (marks.length) move.hidden = false;
move?.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const one of marks) one.back();
  for (const button of move.querySelectorAll("button")) button.disabled = true;
  move.querySelector("[data-told]").textContent = "";
});

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
