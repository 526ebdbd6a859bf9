// The list: each row is played here, one after another; what was heard is shown; the search looks through every page.
(function () {
  "use strict";
  var Player = window.NarratePlayer, words = JSON.parse(document.getElementById("narrate-words").textContent);
  function all(what, where) { return [].slice.call((where || document).querySelectorAll(what)); }
  function fill(pattern, text) { return pattern.replace("{}", function () { return text; }); }
  var rows = all("[data-row]"), box = document.querySelector("[data-np-queue]"), player = null, current = null, queue = [];

  function heard(row) {
    var kept = Player.load("narrate:at:" + row.dataset.guid), place = row.querySelector("[data-heard]");
    place.textContent = kept.done ? words.heard_all : kept.time ? fill(words.heard_to, Player.clock(kept.time)) : "";
    row.style.setProperty("--heard", kept.done ? 1 : (kept.time || 0) / Math.max(1, row.dataset.length));
    row.classList.toggle("begun", !!(kept.time || kept.done));
  }
  function episode(row) {
    var link = row.querySelector("h4 a"), by = row.querySelector(".by > span:not(.time):not([data-heard])");
    return {
      key_: row.dataset.guid, slug: row.dataset.slug, lang: row.querySelector("h4").lang, title: link.textContent, page: link.href, artist: by ? by.textContent : "", duration: +row.dataset.length,
      sources: row.dataset.sources.split("\n").map(function (line) {
        var cut = line.indexOf(" ");
        return { src: line.slice(0, cut), type: line.slice(cut + 1) };
      })
    };
  }
  function play(row) {
    if (row === current) { player.toggle(); return; }
    if (!player) begin();
    if (current) heard(current);
    current = row;
    queue = rows.slice(rows.indexOf(row) + 1);
    Player.queued([row].concat(queue).map(function (one) { return one.dataset.slug; }));
    player.turn(episode(row));
  }
  function begin() {
    box.hidden = false;
    document.body.classList.add("np-playing");
    var audio = box.querySelector("audio");
    player = window.narrate = new Player({
      box: box, audio: audio, words: words, key_: "", cues: [], chapters: [], title: "", page: location.href, full: false, own: true, album: box.dataset.npAlbum, cover: box.dataset.npCover, duration: 0
    });
    player.next = player.after = function () { if (queue.length) play(queue[0]); else further(); };
    player.previous = function () { var before = rows[rows.indexOf(current) - 1]; if (before) play(before); };
    ["play", "pause", "ended"].forEach(function (name) { audio.addEventListener(name, show); });
    audio.addEventListener("timeupdate", function () { if (current) heard(current); });
  }
  // The rows of the next page of the list, which is not shown for it.
  async function further() {
    var link = document.querySelector(".pages [rel=next]"), answer = link && await fetch(link.href);
    if (!answer || !answer.ok) return;
    var fresh = new DOMParser().parseFromString(await answer.text(), "text/html"), more = all("[data-row]", fresh), on = fresh.querySelector(".pages [rel=next]");
    if (on) link.href = on.getAttribute("href"); else link.removeAttribute("rel");
    rows = rows.concat(more);
    if (more.length) play(more[0]);
  }
  function show() {
    rows.forEach(function (row) {
      var on = row === current && !player.audio.paused, button = row.querySelector("[data-play]");
      row.classList.toggle("now", row === current);
      if (row === current) row.querySelector("h4 a").setAttribute("aria-current", "true"); else row.querySelector("h4 a").removeAttribute("aria-current");
      button.textContent = on ? words.pause : words.play;
      button.setAttribute("aria-label", fill((on ? words.pause_one : words.play_one) || "{}", row.querySelector("h4").textContent));
    });
  }
  rows.forEach(function (row) {
    heard(row);
    var button = row.querySelector("[data-play]");
    button.setAttribute("role", "button");
    button.addEventListener("click", function (event) { event.preventDefault(); play(row); });
    button.addEventListener("keydown", function (event) { if (event.key === " ") { event.preventDefault(); play(row); } });
  });
  addEventListener("pageshow", function () { rows.forEach(heard); });
  document.addEventListener("error", function (event) { if (event.target.matches && event.target.matches("[data-row] > img")) event.target.remove(); }, true);
  all("[data-row] > img").forEach(function (picture) { if (picture.complete && !picture.naturalWidth && picture.currentSrc) picture.remove(); });

  var going = Player.last("", "", words);
  if (going) going.addEventListener("click", function (event) {
    var row = rows.filter(function (one) { return one.dataset.slug === Player.load("narrate:last").slug; })[0];
    if (row) { event.preventDefault(); going.hidden = true; play(row); }
  });

  var search = document.querySelector("[data-search]");
  if (!search) return;
  search.querySelector("[data-today]").addEventListener("click", function () { if (rows[0]) play(rows[0]); });

  // ── search: this page's rows, then the lists of all months ──
  var field = search.querySelector("input"), status = search.querySelector("[role=status]"), found = document.querySelector("[data-found]");
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); }), asked = 0, everything = null;
  function fits(text, wanted) { return wanted.every(function (word) { return text.indexOf(word) >= 0; }); }
  async function months() {
    var read = async function (name) { var answer = await fetch(name); return answer.ok ? answer.json() : Promise.reject(new Error(name)); };
    var lists = (await read("lists/months.json")).months.map(function (month) { return read("lists/" + month + ".json"); });
    return (await Promise.all(lists)).reduce(function (sum, list) { return sum.concat(list.episodes); }, []);
  }
  function line(one) {
    var item = document.createElement("li"), link = document.createElement("a"), by = document.createElement("span");
    link.href = "episodes/" + encodeURIComponent(one.slug) + "/index.html";
    link.textContent = one.title;
    link.dir = "auto";
    if (one.lang) link.lang = one.lang;
    by.textContent = one.date + " " + Player.clock(one.duration);
    item.append(link, " ", by);
    return item;
  }
  async function elsewhere(wanted, turn) {
    everything = everything || months();
    var rest = (await everything).filter(function (one) { return fits((one.title + " " + one.publisher).toLowerCase(), wanted); });
    if (turn !== asked) return;
    var list = document.createElement("ol");
    list.append.apply(list, rest.slice(0, 100).map(line));
    found.replaceChildren(list);
    found.hidden = false;
    all(".day").forEach(function (day) { day.hidden = true; });
    status.textContent = fill(words.found, rest.length);
  }
  field.addEventListener("input", function () {
    var wanted = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean), count = 0, turn = ++asked;
    rows.forEach(function (row, n) { row.hidden = !fits(texts[n], wanted); count += !row.hidden; });
    all(".day").forEach(function (day) { day.hidden = !day.querySelector("[data-row]:not([hidden])"); });
    found.hidden = true;
    status.textContent = wanted.length ? fill(words.found, count) : "";
    if (wanted.length && +search.dataset.pages > 1 && /^http/.test(location.protocol)) elsewhere(wanted, turn).catch(function () { /* this page alone */ });
  });
})();
