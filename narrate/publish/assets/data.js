// What another host says of an episode, made safe before anything of it is used: texts stay texts, links lead to the web,
// sound comes from where it may, and what is none of that is as if it had not been said. Fetches; touches no page.
(function () {
  "use strict";
  var WORDS = /*narrate-words*/{};  // in English, for what the data does not say
  var CONTROLS = /*narrate-controls*/[]; // the controls: [name, attributes, children…]; `$name` is a word
  var LIMIT = 6e6;        // bytes of an answer: ten times what a book's chapter takes
  var PATIENCE = 30000;   // milliseconds
  var MOST = { cues: 20000, chapters: 500, sources: 4, text: 4000, name: 300 };
  var SOUND = /^audio\/[\w.+-]{1,40}(; ?codecs="?[\w.,-]{1,40}"?)?$/;

  function web(address, base) {
    try {
      var found = new URL(address, base);
      return /^https?:$/.test(found.protocol) ? found : null;
    } catch (error) { return null; }
  }
  function from(url, allowed) { return !!url && allowed.indexOf(url.origin) >= 0; }

  // JSON from an origin that is allowed, also after redirects; neither without end nor without limit.
  async function fetched(address, allowed) {
    if (!from(web(address), allowed)) throw new Error(address + ": name its origin in data-allow");
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    try {
      var answer = await fetch(address, { credentials: "omit", signal: stop.signal });
      if (!answer.ok || !from(web(answer.url), allowed)) throw new Error(address + ": " + answer.status);
      return JSON.parse(await whole(answer.body.getReader()));
    } finally { clearTimeout(timer); stop.abort(); }
  }
  async function whole(reader) {
    var text = "", size = 0, decoder = new TextDecoder();
    for (var part = await reader.read(); !part.done; part = await reader.read()) {
      if ((size += part.value.length) > LIMIT) throw new Error("too long");
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  }

  function text(value, most) { return typeof value === "string" ? value.slice(0, most) : ""; }
  function seconds(value) { return typeof value === "number" && value >= 0 && value < 1e6 ? value : null; }
  function list(value, most, row) {
    return (Array.isArray(value) ? value.slice(0, most) : []).map(function (one) { return one && typeof one === "object" ? row(one) : null; }).filter(Boolean);
  }
  function address(value, base) { var found = typeof value === "string" && web(value, base); return found ? found.href : ""; }
  function timed(one, name, most) {
    var start = seconds(one.start), said = text(one[name], most);
    return start === null || !said ? null : { start: start, end: Math.max(start, seconds(one.end) || 0), label: one.label === true, [name]: said };
  }
  // `on`: what a page shows of it, where that is not its text.
  function sentence(one) {
    var made = timed(one, "text", MOST.text);
    if (made && typeof one.on === "string") made.on = text(one.on, MOST.text);
    return made;
  }
  function early(one, other) { return one.start - other.start; }

  // Throws where there is nothing to play.
  function clean(raw, base, allowed) {
    raw = raw && typeof raw === "object" ? raw : {};
    var sources = list(raw.sources, MOST.sources, function (one) {
      var found = typeof one.src === "string" && web(one.src, base), type = text(one.type, 100);
      return from(found, allowed) && SOUND.test(type) ? { src: found.href, type: type } : null;
    });
    if (!sources.length) throw new Error("nothing to play");
    var lang = /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(raw.lang) ? String(raw.lang) : "en", words = spoken(raw.words);
    return {
      title: text(raw.title, MOST.name), publisher: text(raw.publisher, MOST.name), show: text(raw.show, MOST.name),
      guid: text(raw.guid, MOST.name), lang: lang, told: words.more === WORDS.more ? "en" : lang,
      page: address(raw.page, base) || base, sources: sources, duration: seconds(raw.duration) || 0,
      chapters: list(raw.chapters, MOST.chapters, function (one) { return timed(one, "title", MOST.name); }).sort(early),
      cues: list(raw.cues, MOST.cues, sentence).sort(early),
      words: words
    };
  }
  function spoken(raw) {
    var words = {};
    Object.keys(WORDS).forEach(function (name) {
      words[name] = raw && typeof raw === "object" && Object.prototype.hasOwnProperty.call(raw, name) && text(raw[name], MOST.name) || WORDS[name];
    });
    return words;
  }

  // The controls in the episode's words, as elements: there is no markup that could be another's.
  function controls(data) {
    var box = made(CONTROLS, data.words), chapters = box.querySelector(".np-chapters");
    box.lang = data.told;
    box.querySelector(".np-title").textContent = data.title;
    box.querySelector("[data-np-seek]").max = data.duration;
    box.querySelector("[data-np-end]").textContent = window.NarratePlayer.clock(data.duration);
    if (data.chapters.length < 2) chapters.remove();
    else chapters.querySelector("ol").replaceChildren.apply(chapters.querySelector("ol"), data.chapters.map(function (chapter) {
      var row = made(["li", {}, ["button", { type: "button", "data-np-at": String(chapter.start) }, ["span", {}], " ", ["span", { "class": "np-time" }]]], data.words);
      row.querySelector("span").textContent = chapter.title;
      row.querySelector(".np-time").textContent = window.NarratePlayer.clock(chapter.start);
      return row;
    }));
    return box;
  }
  function made(tree, words) {
    if (typeof tree === "string") return document.createTextNode(said(tree, words));
    var node = document.createElement(tree[0]);
    Object.keys(tree[1]).forEach(function (name) { node.setAttribute(name, said(tree[1][name], words)); });
    tree.slice(2).forEach(function (child) { node.append(made(child, words)); });
    return node;
  }
  // `$play` → the word; `$sleep_minutes:5` → the word with 5 in it.
  function said(pattern, words) {
    var found = /^\$(\w+)(?::(.*))?$/.exec(pattern);
    return found ? words[found[1]].replace("{}", function () { return found[2] || ""; }) : pattern;
  }

  window.NarrateData = { fetched: fetched, clean: clean, controls: controls, from: from, web: web };
})();
