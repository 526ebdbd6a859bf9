// In a foreign page: <narrate-player src="…/episodes/slug/"> or one <script data-episode="…">, which finds the article
// on the page and reads along in its own text. Styles live in a shadow root; nothing of the page is changed.
(function () {
  "use strict";
  var CSS_TEXT = /*narrate-css*/"";
  var here = document.currentScript;
  var WHOLE = "a,button,ul,ol,dl,table,p,h1,h2,h3,h4,h5,h6";
  var Align = window.NarrateAlign;
  var sheet = null, painted = 0;

  // A sheet that a strict policy allows; where sheets cannot be constructed (Safari before 16.4), an element in the root.
  function dress(shadow) {
    try {
      if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(CSS_TEXT); }
      shadow.adoptedStyleSheets = [sheet];
    } catch (error) {
      var style = document.createElement("style");
      style.textContent = CSS_TEXT;
      shadow.prepend(style);
    }
  }
  // A range for each sentence that stands on the page; the label and what else is only spoken takes no part.
  async function found(cues) {
    var page = await Align.inSlices(Align.read(document.body));
    var sought = cues.map(function (cue) { return cue.label ? "" : Align.squeeze(cue.text); });
    var spans = await Align.inSlices(Align.align(sought, page.text));
    return Align.inSlices(marked(spans, page.places));
  }
  function* marked(spans, places) {
    var ranges = [];
    for (var span of spans) {
      var range = span && document.createRange();
      if (span) {
        range.setStart(places[span[0]][0], places[span[0]][1]);
        range.setEnd(places[span[1] - 1][0], places[span[1] - 1][2]);
      }
      if (ranges.push(range) % 64 === 0) yield;
    }
    return ranges;
  }

  // Where a player belongs: after the visible headline of the text that was found, else before its first sentence.
  function placed(element, ranges, data) {
    var title = Align.squeeze(data.title), body = null, named = null;
    ranges.forEach(function (range, n) {
      if (!range) return;
      if (!named && !body && Align.squeeze(data.cues[n].text) === title) named = range;
      else if (!body) body = range;
    });
    var heading = (named && block(named.startContainer)) || headline(title, body);
    if (heading) apart(heading).after(element);
    else if (body) apart(block(body.startContainer)).before(element);
    else if (document.body.contains(here)) here.after(element);
    else document.body.append(element);
  }
  // The heading that says the title, the last one before the text; without text, the first.
  function headline(title, body) {
    var all = [].filter.call(document.querySelectorAll("h1,h2,h3,[role=heading]"), function (node) {
      var text = Align.visible(node) ? Align.squeeze(node.textContent) : "";
      return text.length > 3 && title && (text.indexOf(title) >= 0 || title.indexOf(text) >= 0);
    });
    if (!body) return all[0];
    return all.filter(function (node) { return body.comparePoint(node, 0) < 0; }).pop();
  }
  function block(node) {
    node = node.parentElement;
    while (node.parentElement !== document.body && /^(inline|contents|ruby)/.test(getComputedStyle(node).display)) node = node.parentElement;
    return node;
  }
  // Not inside a link, a list or a table, nor one of several boxes in a row.
  function apart(node) {
    for (var up; (up = node.parentElement.closest(WHOLE)); ) node = up;
    while (node.parentElement !== document.body && row(node.parentElement)) node = node.parentElement;
    return node;
  }
  function row(parent) {
    var style = getComputedStyle(parent);
    return /flex$/.test(style.display) && style.flexDirection.indexOf("row") === 0 || /grid$/.test(style.display);
  }

  function highlight(name) {
    if (!window.CSS || !CSS.highlights) return function () {};
    var marks = new Highlight(), rules = new CSSStyleSheet();
    rules.replaceSync("::highlight(" + name + "){background:var(--narrate-mark,#ffe08a);color:var(--narrate-mark-text,#1d2327);text-decoration:underline 2px}");
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(rules);
    CSS.highlights.set(name, marks);
    return function (range) { marks.clear(); if (range) marks.add(range); };
  }

  // `place` puts the element into the page once it is known where its text stands; else it stands already.
  async function build(host, base, readAlong, place) {
    var shadow = host.shadowRoot || host.attachShadow({ mode: "open" });
    shadow.replaceChildren(line(""));
    dress(shadow);
    try {
      var answer = await fetch(base + "player.json");
      if (!answer.ok) throw new Error(String(answer.status));
      var data = await answer.json();
      var ranges = readAlong ? await found(data.cues) : [];
      if (place) place(ranges, data);
      shadow.replaceChildren(furnished(data, base));
      dress(shadow);
      follow(host, data, ranges);
    } catch (error) {
      if (place && !host.isConnected) place([], { title: "", cues: [] });
      sorry(shadow, function () { build(host, base, readAlong, null); });
    }
  }
  function furnished(data, base) {
    var box = new DOMParser().parseFromString("<section>" + data.html + "</section>", "text/html").body.firstChild;
    var audio = document.createElement("audio");
    audio.preload = "metadata";
    data.sources.forEach(function (form) {
      var source = document.createElement("source");
      source.src = new URL(form.src, base).href;
      source.type = form.type;
      audio.append(source);
    });
    box.setAttribute("aria-label", data.words.player + ": " + data.title);
    box.setAttribute("lang", data.lang);
    box.prepend(audio);
    var note = line(data.words.notice + " "), link = document.createElement("a");
    note.className = "np-note";
    note.removeAttribute("role");
    link.href = data.page;
    link.textContent = data.words.page;
    note.append(link);
    box.append(note);
    return box;
  }
  function follow(host, data, ranges) {
    var box = host.shadowRoot.querySelector("section");
    var paint = ranges.some(Boolean) ? highlight("narrate-" + ++painted) : null;
    var player = new window.NarratePlayer({
      box: box, audio: box.querySelector("audio"), words: data.words, key_: data.guid, cues: data.cues, chapters: data.chapters,
      title: data.title, artist: data.publisher, album: data.show, page: data.page, duration: data.duration, full: false,
      paint: paint && function (cue, part) {
        var range = cue && ranges[data.cues.indexOf(cue)];
        if (range && part) return; // sentences in a foreign page, not characters
        paint(range || null);
      }
    });
    host.player = player;
    host.ranges = ranges;
    if (paint) document.addEventListener("click", function (event) { pointed(event, ranges, player); });
    host.dispatchEvent(new CustomEvent("narrate-ready", { bubbles: true, detail: {
      matched: ranges.filter(Boolean).length, sentences: data.cues.filter(function (cue) { return !cue.label; }).length
    } }));
  }
  function line(text) {
    var status = document.createElement("p");
    status.setAttribute("role", "status");
    status.textContent = text;
    return status;
  }
  function sorry(shadow, retry) {
    var chinese = (document.documentElement.lang || "").indexOf("zh") === 0, again = document.createElement("button");
    again.type = "button";
    again.textContent = "↻";
    again.setAttribute("aria-label", chinese ? "重试" : "Try again");
    again.onclick = retry;
    shadow.replaceChildren(line(chinese ? "播放器无法载入。" : "The player cannot be loaded."), again);
    dress(shadow);
  }

  function pointed(event, ranges, player) {
    if (!player.settings.point || event.target.closest("a,button,input,select,textarea,narrate-player") || String(getSelection())) return;
    var place = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : null;
    var range = !place && document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    var node = place ? place.offsetNode : range && range.startContainer, offset = place ? place.offset : range && range.startOffset;
    if (!node) return;
    for (var n = 0; n < ranges.length; n++) if (ranges[n] && ranges[n].isPointInRange(node, offset)) { player.sentence(n); return; }
  }

  // Frames of ours say how high they are. Whoever says it may set the height of its own frame, and nothing else.
  window.addEventListener("message", function (event) {
    if (!event.data || event.data.type !== "narrate:height" || !(event.data.height > 0)) return;
    [].forEach.call(document.querySelectorAll("iframe"), function (frame) {
      if (frame.contentWindow === event.source) frame.height = Math.min(2000, Math.ceil(event.data.height));
    });
  });

  class NarrateElement extends HTMLElement {
    connectedCallback() {
      var source = this.getAttribute("src");
      if (source && !this.built) {
        this.built = true;
        build(this, new URL(source.replace(/index\.html$/, "").replace(/\/?$/, "/"), document.baseURI).href, this.hasAttribute("read-along"), null);
      }
    }
  }
  if (!customElements.get("narrate-player")) customElements.define("narrate-player", NarrateElement);

  if (here && here.dataset.episode) {
    var start = function () {
      var element = document.createElement("narrate-player"), base = new URL(here.dataset.episode.replace(/\/?$/, "/"), document.baseURI).href;
      var where = here.dataset.before && document.querySelector(here.dataset.before);
      element.setAttribute("read-along", "");
      element.built = true;
      build(element, base, true, function (ranges, data) {
        if (where) where.before(element); else placed(element, ranges, data);
        element.setAttribute("src", base);
      });
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
  }
})();
