// In a foreign page: <narrate-player src="…/episodes/slug/"> or one <script>, which finds the page's episode and its article
// on the page and reads along in its own text. Styles live in a shadow root; nothing of the page is changed.
(function () {
  "use strict";
  var CSS_TEXT = /*narrate-css*/"";
  var here = document.currentScript;
  var OPENING = /^[^\p{L}\p{M}\p{N}\s]*/u, CLOSING = /[^\p{L}\p{M}\p{N}\s]*$/u, SIGN = /[^\p{L}\p{M}\p{N}\s]/u; // the signs at the edges of a text
  var PART = /^(?:td|th|caption|li|dt|dd)$/;
  var WHOLE = "a,button,ul,ol,dl,table,p,h1,h2,h3,h4,h5,h6";
  var Align = window.NarrateAlign, Data = window.NarrateData, Find = window.NarrateFind, Player = window.NarratePlayer;
  // Whose data is taken: that of the host this script comes from, and of those the page names.
  var ALLOWED = [new URL(here && here.src || location.href, location.href).origin].concat(((here && here.dataset.allow) || "").split(/\s+/).map(function (one) {
    var named = Data.web(one);
    return named && named.origin;
  }).filter(Boolean));
  var sheet = null;
  var placedAt = window.NarratePlaced = window.NarratePlaced || {}; // by address, also where the script is there twice

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
  // A range for each sentence that stands on the page, with the stretches that are its own in `runs`: what a page puts into
  // a sentence is not marked. The label and what else is only spoken takes no part.
  async function found(cues) {
    var page = await Align.inSlices(Align.read(document.body));
    var sought = await Align.inSlices(squeezed(cues));
    var spans = await Align.inSlices(Align.align(sought, page.text));
    var ranges = await Align.inSlices(marked(cues, spans, page.places));
    cues.forEach(function (cue, n) { if (cue.on === "" && !cue.label) ranges[n] = announced(ranges, n); });
    ranges.forEach(function (range, n) { if (!range && !cues[n].label && !sought[n] && cues[n].on !== "") ranges[n] = ranges[n - 1] || null; }); // a sign alone: as before it
    return ranges;
  }
  function said(cue) { return cue.on === undefined ? cue.text : cue.on; }
  function* squeezed(cues) {
    var texts = [];
    for (var cue of cues) if (texts.push(cue.label ? "" : Align.squeeze(said(cue))) % 16 === 0) yield;
    return texts;
  }
  function* marked(cues, spans, places) {
    var ranges = [];
    for (var span of spans) {
      var range = span && between(places, span[0][0], span[span.length - 1][1]);
      if (span) {
        range.runs = span.length < 2 ? [range] : span.map(function (run) { return between(places, run[0], run[1]); });
        signed(range, said(cues[ranges.length]));
      }
      if (ranges.push(range) % 64 === 0) yield;
    }
    return ranges;
  }
  // Letters were compared alone: as many signs as the sentence has around it belong to it, too, and what is drawn there.
  function signed(range, text) {
    var first = range.runs[0], last = range.runs[range.runs.length - 1];
    var start = edge(first.startContainer, first.startOffset, OPENING.exec(text)[0].split("").reverse(), false);
    var end = edge(last.endContainer, last.endOffset, CLOSING.exec(text)[0].split(""), true);
    [range, first].forEach(function (one) { one.setStart(start[0], start[1]); });
    [range, last].forEach(function (one) { one.setEnd(end[0], end[1]); });
  }
  // Outward from a sentence's letters through its block, `on` or back: its signs, whichever they are beside the letters, those it
  // has behind a gap; and formulas, but not on to one that other letters follow, which is theirs.
  function edge(node, offset, signs, on) {
    var walker = document.createTreeWalker(block(node), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, edging), place = [node, offset], gap = false, drawn = null;
    walker.currentNode = node;
    var text = on ? node.data.slice(offset) : node.data.slice(0, offset);
    for (var ended = false; node && !ended; text = node && node.data) {
      if (text === undefined) drawn = drawn || node; // the outermost
      for (var n = 0; text && n < text.length && !ended; n++) {
        var sign = on ? text[n] : text[text.length - 1 - n];
        if (/\s/.test(sign)) gap = true;
        else if (!signs.length || !SIGN.test(sign) || (gap || drawn) && sign !== signs[0]) ended = true;
        else { signs.shift(); drawn = null; gap = false; place = [node, on ? node.length - text.length + n + 1 : text.length - 1 - n]; }
      }
      if (!ended) node = on ? walker.nextNode() : walker.previousNode();
    }
    return drawn && !(on && ended) ? beside(drawn, on) : place;
  }
  function edging(node) {
    if (node.parentElement.closest(Align.UNREAD)) return NodeFilter.FILTER_REJECT;
    return node.nodeType === Node.TEXT_NODE || node.matches(Align.DRAWN) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  }
  function beside(node, on) { return [node.parentNode, [].indexOf.call(node.parentNode.childNodes, node) + (on ? 1 : 0)]; }
  function between(places, start, end) {
    var range = document.createRange();
    range.setStart(places[start][0], places[start][1]);
    range.setEnd(places[end - 1][0], places[end - 1][2]);
    return range;
  }
  // What a notice speaks of: the first listing or table between the sentences around it.
  function announced(ranges, n) {
    var before = ranges.slice(0, n).filter(Boolean).pop(), after = ranges.slice(n + 1).find(Boolean);
    if (!before || !after) return null;
    var box = [].find.call(document.querySelectorAll("pre,table"), function (node) {
      return before.comparePoint(node, 0) > 0 && after.comparePoint(node, node.childNodes.length) < 0 && Align.visible(node);
    });
    if (!box) return null;
    var range = document.createRange();
    range.selectNodeContents(box);
    range.runs = [range];
    return range;
  }

  // Where a player belongs: after the visible headline of the text that was found, else before its first sentence.
  function placed(element, ranges, data) {
    var title = Align.squeeze(data.title), body = null, named = null;
    ranges.forEach(function (range, n) {
      if (!range) return;
      if (!named && !body && Align.squeeze(data.cues[n].text) === title) named = range;
      else if (!body) body = range;
    });
    var heading = (named && block(named.startContainer)) || headline(title, body), last = ranges.filter(Boolean).pop();
    if (heading) within(apart(heading, last), named ? named.endContainer : heading).after(element);
    else if (body) within(apart(block(body.startContainer), last), body.startContainer).before(element);
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
  // Not inside a link, a list or a table, nor one of several boxes in a row; but a box that holds the whole text (a table
  // for its layout) is the article's own.
  function apart(node, last) {
    var holds = function (box) { return last && box.contains(last.startContainer); };
    for (var up; (up = node.parentElement.closest(WHOLE)) && !holds(up); ) node = up;
    while (node.parentElement !== document.body && row(node.parentElement) && !holds(node.parentElement)) node = node.parentElement;
    return node;
  }
  // Beside a cell or an item there is room for none but its like: what of it holds the text, then.
  function within(box, node) {
    if (!PART.test(box.localName) || !box.contains(node) || box === node) return box;
    while (node.parentNode !== box) node = node.parentNode;
    return node;
  }
  function row(parent) {
    var style = getComputedStyle(parent);
    return /flex$/.test(style.display) && style.flexDirection.indexOf("row") === 0 || /grid$/.test(style.display);
  }

  // How the sentence that is heard is marked in the page: by a highlight, else by boxes of ours that lie over it.
  function marker() { try { return highlight(); } catch (error) { return boxes(); } }
  function highlight() { // throws where the browser lacks one of its parts
    for (var n = 1; CSS.highlights.has("narrate-" + n);) n++; // another's, maybe of another script
    var name = "narrate-" + n, marks = new Highlight(), rules = new CSSStyleSheet();
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(rules);
    CSS.highlights.set(name, marks);
    return {
      show: function (runs) { marks.clear(); runs.forEach(function (run) { marks.add(run); }); },
      dress: function (dark) {
        rules.replaceSync("@media screen{::highlight(" + name + "){background:var(--narrate-mark," + (dark ? "#59480b" : "#ffe08a") +
          ");color:var(--narrate-mark-text," + (dark ? "#fff" : "#1d2327") + ");text-decoration-line:underline;text-decoration-thickness:2px}}");
      }
    };
  }
  // A layer beside the body, so that no box of the page cuts it off; its places are those of the sentence's lines.
  function boxes() {
    var layer = document.createElement("narrate-marks"), shadow = layer.attachShadow({ mode: "open" }), shown = [];
    layer.setAttribute("aria-hidden", "true");
    dressed(layer, { all: "initial", position: "absolute", top: 0, left: 0, zIndex: 2147483000, pointerEvents: "none" });
    document.documentElement.append(layer);
    function lay() {
      var from = layer.getBoundingClientRect();
      shadow.replaceChildren.apply(shadow, shown.flatMap(function (run) { return Array.from(run.getClientRects()); }).map(function (line) {
        return dressed(document.createElement("div"), { position: "absolute", left: line.left - from.left + "px", top: line.top - from.top + "px",
          width: line.width + "px", height: line.height + 2 + "px", background: "#ffc40040", borderBottom: "3px solid " + layer.style.color, boxSizing: "border-box" });
      }));
    }
    addEventListener("resize", lay);
    document.addEventListener("scroll", lay, { capture: true, passive: true }); // also of boxes inside the page
    return {
      show: function (runs) { shown = runs; lay(); },
      dress: function (dark) { layer.style.color = dark ? "#ffd54a" : "#8a5a00"; lay(); }
    };
  }
  function dressed(node, style) { Object.assign(node.style, style); return node; }
  function letterOf(node) { return parseFloat(getComputedStyle(node).fontSize); }
  // Whether the page is dark where the player stands: by the first ground that is painted.
  function dark(node) {
    for (; node; node = node.parentElement || (node.getRootNode().host || null)) {
      var ground = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+))?/.exec(getComputedStyle(node).backgroundColor);
      if (ground && (ground[4] === undefined || +ground[4] > 0.5)) return 0.2126 * ground[1] + 0.7152 * ground[2] + 0.0722 * ground[3] < 110;
    }
    var scheme = getComputedStyle(document.documentElement).colorScheme;
    return /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia("(prefers-color-scheme: dark)").matches);
  }

  // `place` puts the element into the page once it is known where its text stands; else it stands already.
  async function build(host, base, readAlong, place) {
    var shadow = host.shadowRoot || host.attachShadow({ mode: "open" });
    shadow.replaceChildren(line(""));
    dress(shadow);
    try {
      var data = Data.clean(await Data.fetched(base + "player.json", ALLOWED), base, ALLOWED);
      var ranges = readAlong ? await found(data.cues) : [];
      if (place) place(ranges, data);
      await Align.inSlices([][Symbol.iterator]()); // the page's turn
      shadow.replaceChildren(furnished(data));
      dress(shadow);
      follow(host, data, ranges, readAlong, place);
    } catch (error) {
      if (place && !host.isConnected) place([], { title: "", cues: [] });
      sorry(shadow, function () { build(host, base, readAlong, null); });
    }
  }
  function furnished(data) {
    var box = document.createElement("section"), audio = document.createElement("audio");
    audio.preload = "metadata";
    data.sources.forEach(function (form) {
      var source = document.createElement("source");
      source.src = form.src;
      source.type = form.type;
      audio.append(source);
    });
    box.setAttribute("aria-label", data.words.player + ": " + data.title);
    box.setAttribute("lang", data.told);
    box.append(audio, Data.controls(data));
    var note = line(data.words.notice + " "), link = document.createElement("a");
    note.className = "np-note";
    note.removeAttribute("role");
    link.href = data.page;
    link.textContent = data.words.page;
    note.append(link);
    box.append(note);
    return box;
  }
  function follow(host, data, ranges, readAlong, place) {
    var box = host.shadowRoot.querySelector("section"), marks = readAlong ? marker() : null;
    var player = new Player({
      box: box, audio: box.querySelector("audio"), words: data.words, key_: data.guid, cues: data.cues, chapters: data.chapters,
      title: data.title, lang: data.lang, artist: data.publisher, album: data.show, page: data.page, duration: data.duration, full: false,
      paint: readAlong && function (cue, part) {
        var range = cue && host.ranges[data.cues.indexOf(cue)];
        if (range && part) return; // sentences in a foreign page, not characters
        if (marks) marks.show(range ? range.runs : []);
        if (cue && !range && !cue.label && host.missed) host.missed();
        if (range) player.keepInView(range);
      }
    });
    host.player = player;
    host.ranges = ranges;
    var look = function () {
      var is = dark(host.parentElement);
      box.classList.toggle("np-dark", is);
      box.classList.toggle("np-apart", letterOf(document.documentElement) > 2.1 * letterOf(box)); // to reckon with, for nobody to read
      if (marks) marks.dress(is);
    };
    look();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);
    new MutationObserver(look).observe(document.documentElement, { attributes: true });
    new MutationObserver(look).observe(document.body, { attributes: true });
    if (!readAlong) player.all("[data-np-set=point],[data-np-set=follow]").forEach(function (node) { node.remove(); }); // nothing of the page to point at
    if (readAlong) {
      document.addEventListener("click", function (event) { pointed(event, host.ranges, player); });
      rendered(host, data, place);
    }
    ready(host, data);
  }
  function ready(host, data) {
    host.dispatchEvent(new CustomEvent("narrate-ready", { bubbles: true, detail: {
      matched: host.ranges.filter(Boolean).length, sentences: data.cues.filter(function (cue) { return !cue.label; }).length
    } }));
  }
  // A page may be drawn anew: what was lost is sought again, soon after it stands still; what never was there, a few times, and
  // when it is heard or something is opened, as a script or a press may have shown it since.
  function rendered(host, data, place) {
    var waiting = 0, tries = 8, asked = 0;
    function lost() { return host.ranges.some(function (range) { return range && (range.collapsed || !range.startContainer.isConnected); }); }
    function missing() { return host.ranges.some(function (range, n) { return !range && !data.cues[n].label; }); }
    function again() {
      if (!waiting) waiting = setTimeout(async function () {
        var moved = !host.ranges.some(Boolean) || lost();
        host.ranges = await found(data.cues);
        waiting = 0;
        if (place && moved && host.ranges.some(Boolean)) place(host.ranges, data);
        host.player.at = -1; // marked anew
        host.player.update();
        ready(host, data);
      }, 300);
    }
    new MutationObserver(function () {
      if (!host.isConnected && place) place([], data); // at once: sound goes on in an element that is back before its next turn
      if (waiting) return;
      if (lost()) again(); else if (tries > 0 && missing()) { tries--; again(); }
    }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    document.addEventListener("toggle", function () { if (missing()) again(); }, true);
    host.missed = function () { if (Date.now() - asked > 10000) { asked = Date.now(); again(); } };
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

  // Where in the page the pointer is, as node and offset; engines differ about what is beside a drawing.
  function spotted(event) {
    var drawn = event.target.closest(Align.DRAWN);
    if (drawn) return beside(drawn, false);
    var place = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : null;
    if (place) return [place.offsetNode, place.offset];
    var range = document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    return range && [range.startContainer, range.startOffset];
  }
  function pointed(event, ranges, player) {
    if (!player.settings.point || event.target.closest("a,button,input,select,textarea,narrate-player") || String(getSelection())) return;
    var spot = spotted(event);
    if (!spot || !spot[0]) return;
    for (var n = 0; n < ranges.length; n++) if (ranges[n] && ranges[n].isPointInRange(spot[0], spot[1])) { player.sentence(n); return; }
  }

  function frames() {
    return [].filter.call(document.querySelectorAll("iframe"), function (frame) { return Data.from(Data.web(frame.src), ALLOWED) && /\/embed\.html/.test(frame.src); });
  }
  // Who begins in this page is heard alone, also of the players in frames.
  document.addEventListener("narrate:play", function (event) {
    frames().forEach(function (frame) { if (frame !== event.target) frame.contentWindow.postMessage({ type: "narrate:hush" }, "*"); });
  });
  // Frames of ours say how high they are: each may set the height of its own frame, and nothing else.
  window.addEventListener("message", function (event) {
    var said = event.data;
    if (ALLOWED.indexOf(event.origin) < 0 || !said || !/^narrate:(height|play|pause|ended|chapter|progress)$/.test(said.type)) return;
    [].forEach.call(document.querySelectorAll("iframe"), function (frame) {
      if (frame.contentWindow !== event.source) return;
      if (said.type !== "narrate:height") frame.dispatchEvent(new CustomEvent(said.type, { bubbles: true, detail: said.detail }));
      else if (said.height > 0) frame.height = Math.min(2000, Math.ceil(said.height));
    });
  });

  var site = new URL("..", new URL(here && here.src || location.href, location.href)).href;
  function folder(address) { return new URL(address.replace(/index\.html$/, "").replace(/\/?$/, "/"), document.baseURI).href; }
  function sought() { return Find.episode(site, ALLOWED, here && here.dataset.source || ""); }

  class NarrateElement extends HTMLElement {
    connectedCallback() {
      var self = this, source = this.getAttribute("src");
      if (this.built) return;
      this.built = true;
      if (source) build(this, folder(source), this.hasAttribute("read-along"), null);
      else sought().then(function (base) { if (base) build(self, base, true, null); }, function () { /* no list: nothing to play */ });
    }
  }
  if (!customElements.get("narrate-player")) customElements.define("narrate-player", NarrateElement);

  // The player of the page's own article, where its text stands or where the script's `data-before` says.
  function begin(base) {
    if (placedAt[base]) return;
    placedAt[base] = true;
    var element = document.createElement("narrate-player"), where = here.dataset.before && document.querySelector(here.dataset.before);
    element.setAttribute("read-along", "");
    element.built = true;
    build(element, base, true, function (ranges, data) {
      if (where && where.isConnected) where.before(element); else placed(element, ranges, data);
      element.setAttribute("src", base);
    });
  }
  // One line in a theme serves every page: each finds its episode, or has none. A player that stands there already is enough.
  function start() {
    if (here.dataset.episode) begin(folder(here.dataset.episode));
    else if (!frames().length && !document.querySelector("narrate-player")) sought().then(function (base) { if (base) begin(base); }, function () { /* no list */ });
  }
  if (here && document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else if (here) start();
})();
