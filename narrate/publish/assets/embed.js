// In a foreign page: <narrate-player src="…/episodes/slug/"> or one <script data-episode="…">, which finds the article
// on the page and reads along in its own text. Styles live in a shadow root; nothing of the page is changed.
(function () {
  "use strict";
  var CSS_TEXT = /*narrate-css*/"";
  var here = document.currentScript;
  var sheet = null, painted = 0;

  function styles() {
    if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(CSS_TEXT); }
    return sheet;
  }
  function squeeze(text) { return text.normalize("NFKC").replace(/[\s\p{P}\p{S}]/gu, "").toLowerCase(); }

  // The letters of the page's text, each with its node and place: what sentences are sought in.
  function letters(scope) {
    var walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT, { acceptNode: function (node) {
      return node.parentNode.closest("script,style,noscript,template,narrate-player,[hidden]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    } });
    var text = "", places = [];
    while (walker.nextNode()) {
      var data = walker.currentNode.data;
      for (var n = 0; n < data.length; n++) {
        var kept = squeeze(data[n]);
        for (var k = 0; k < kept.length; k++) { text += kept[k]; places.push([walker.currentNode, n]); }
      }
    }
    return { text: text, places: places };
  }

  // A range for each sentence: next in the text, else nearby with small differences (its beginning and its end).
  function aligned(cues, page) {
    var from = 0;
    return cues.map(function (cue) {
      var wanted = squeeze(cue.text), at = wanted ? page.text.indexOf(wanted, from) : -1, end = at + wanted.length;
      if (at < 0 && wanted.length >= 8) {
        at = page.text.indexOf(wanted.slice(0, 6), from);
        var tail = at < 0 ? -1 : page.text.indexOf(wanted.slice(-6), at);
        end = tail >= 0 && tail - at < wanted.length * 1.5 + 10 ? tail + 6 : Math.min(page.text.length, at + wanted.length);
      }
      if (at < 0 || (from && at - from > 4000)) return null;
      from = end;
      var range = document.createRange(), first = page.places[at], last = page.places[end - 1];
      range.setStart(first[0], first[1]);
      range.setEnd(last[0], last[1] + 1);
      return range;
    });
  }

  function highlight(name) {
    if (!window.CSS || !CSS.highlights) return function () {};
    var marks = new Highlight(), rules = new CSSStyleSheet();
    rules.replaceSync("::highlight(" + name + "){background:var(--narrate-mark,#ffe08a);color:var(--narrate-mark-text,#1d2327);text-decoration:underline 2px}");
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(rules);
    CSS.highlights.set(name, marks);
    return function (range) { marks.clear(); if (range) marks.add(range); };
  }

  function build(host, base, readAlong) {
    var shadow = host.shadowRoot || host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [styles()];
    var status = document.createElement("p");
    status.setAttribute("role", "status");
    shadow.replaceChildren(status);
    return fetch(base + "player.json").then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (data) {
      var box = new DOMParser().parseFromString("<section>" + data.html + "</section>", "text/html").body.firstChild;
      var audio = document.createElement("audio");
      audio.preload = "metadata";
      audio.src = new URL(data.audio, base).href;
      box.setAttribute("aria-label", data.words.player + ": " + data.title);
      box.setAttribute("lang", data.lang);
      box.prepend(audio);
      var note = document.createElement("p");
      note.className = "np-note";
      var link = document.createElement("a");
      link.href = data.page;
      link.textContent = data.words.page;
      note.append(data.words.notice + " ", link);
      box.append(note);
      shadow.replaceChildren(box);
      var ranges = readAlong ? aligned(data.cues, letters(document.querySelector("article,main,[role=main]") || document.body)) : [];
      var paint = ranges.some(Boolean) ? highlight("narrate-" + ++painted) : null;
      var player = new window.NarratePlayer({
        box: box, audio: audio, words: data.words, key_: data.guid, cues: data.cues, chapters: data.chapters, title: data.title,
        artist: data.publisher, album: data.show, page: data.page, duration: data.duration, full: false,
        paint: paint && function (cue, part) {
          var range = cue && ranges[data.cues.indexOf(cue)];
          if (range && part) return; // sentences in a foreign page, not characters
          paint(range || null);
        }
      });
      host.player = player;
      if (paint) document.addEventListener("click", function (event) { pointed(event, ranges, player); });
      host.dispatchEvent(new CustomEvent("narrate-ready", { bubbles: true, detail: { matched: ranges.filter(Boolean).length, sentences: data.cues.length } }));
    }).catch(function () {
      status.textContent = (document.documentElement.lang || "").indexOf("zh") === 0 ? "播放器无法载入。" : "The player cannot be loaded.";
      var again = document.createElement("button");
      again.type = "button";
      again.textContent = "↻";
      again.setAttribute("aria-label", (document.documentElement.lang || "").indexOf("zh") === 0 ? "重试" : "Try again");
      again.onclick = function () { build(host, base, readAlong); };
      shadow.append(again);
    });
  }

  function pointed(event, ranges, player) {
    if (!player.settings.point || event.target.closest("a,button,input,select,textarea,narrate-player") || String(getSelection())) return;
    var place = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : null;
    var range = !place && document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    var node = place ? place.offsetNode : range && range.startContainer, offset = place ? place.offset : range && range.startOffset;
    if (!node) return;
    for (var n = 0; n < ranges.length; n++) if (ranges[n] && ranges[n].isPointInRange(node, offset)) { player.sentence(n); return; }
  }

  class NarrateElement extends HTMLElement {
    connectedCallback() {
      var source = this.getAttribute("src");
      if (source && !this.built) {
        this.built = true;
        build(this, new URL(source.replace(/index\.html$/, "").replace(/\/?$/, "/"), document.baseURI).href, this.hasAttribute("read-along"));
      }
    }
  }
  if (!customElements.get("narrate-player")) customElements.define("narrate-player", NarrateElement);

  if (here && here.dataset.episode) {
    var start = function () {
      var element = document.createElement("narrate-player");
      element.setAttribute("src", here.dataset.episode);
      element.setAttribute("read-along", "");
      var where = here.dataset.before && document.querySelector(here.dataset.before);
      var article = document.querySelector("article,main,[role=main]");
      var heading = (article || document).querySelector("h1");
      if (where) where.before(element);
      else if (heading) heading.after(element);
      else if (article) article.prepend(element);
      else here.after(element);
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
  }
})();
