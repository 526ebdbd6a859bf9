// The player: buttons and ranges that the server rendered, bound to one <audio>. It follows the sound with the text,
// remembers where the listener was, and says what happens. No library; works from file:// and under a strict CSP.
(function () {
  "use strict";
  var root = document.documentElement;
  var DEFAULTS = { speed: 1, volume: 100, size: 1, theme: "auto", lines: false, pointer: false, words: false, reader: false,
    text: true, caption: false, characters: false, point: true, keys: true, follow: false, queue: false };

  function load(key) { try { return JSON.parse(localStorage.getItem(key) || "{}") || {}; } catch (error) { return {}; } }
  function save(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* not kept */ } }
  function clock(seconds) {
    seconds = Math.max(0, Math.floor(seconds));
    var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = ("0" + seconds % 60).slice(-2);
    return hours ? hours + ":" + ("0" + minutes).slice(-2) + ":" + rest : minutes + ":" + rest;
  }
  // `90`, `1:30`, `1:02:03` (Media Fragments), `1h2m3s`: seconds, else null.
  function moment(found) {
    var text = found ? found[1].toLowerCase() : "", parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:([\d.]+)s?)?$/.exec(text);
    if (/^\d+(:[0-5]?\d){1,2}(\.\d+)?$/.test(text)) return text.split(":").reduce(function (sum, part) { return sum * 60 + +part; }, 0);
    return parts && text ? (+parts[1] || 0) * 3600 + (+parts[2] || 0) * 60 + (+parts[3] || 0) : null;
  }
  function fill(pattern) {
    var values = [].slice.call(arguments, 1);
    return pattern.replace(/\{\}/g, function () { return values.shift(); });
  }

  // options: box (holds the controls), audio, words, key (of the episode), cues [{start, end, text, node?, times?}],
  // chapters [{start, title}], page (address), paint(cue, character) marks text that is not ours, own (a page of ours), full (one with a transcript)
  function Player(options) {
    var self = this;
    Object.assign(this, options);
    this.settings = Object.assign({}, DEFAULTS, load("narrate:settings"));
    this.at = -1; this.chapter = -1; this.letter = -1; this.free = 0; this.timer = 0;
    this.controls = this.find("[data-np]");
    this.seekBar = this.find("[data-np-seek]");
    this.bind();
    this.tongue();
    this.apply();
    this.restore();
    this.showPlace(this.place || 0);
    window.addEventListener("pagehide", function () { self.remember(); });
  }

  Player.prototype = {
    find: function (what) { return this.box.querySelector(what); },
    all: function (what) { return [].slice.call(this.box.querySelectorAll(what)); },
    on: function (what, event, action) { this.all(what).forEach(function (node) { node.addEventListener(event, action); }); },

    bind: function () {
      var self = this, audio = this.audio;
      this.box.addEventListener("click", function (event) {
        var node = event.target.closest ? event.target.closest("[data-np-do],[data-np-set],[data-np-at]") : null;
        if (node) self.pressed(node, event);
      });
      if (this.full) document.addEventListener("click", function (event) {
        var node = event.target.closest(".chapters [data-np-at],[data-np-start]");
        if (node && node.dataset.npStart !== undefined) self.toggle(); else if (node) self.pressed(node, event);
      });
      this.seekBar.addEventListener("input", function () { self.seek(+self.seekBar.value); });
      this.seekBar.addEventListener("focus", function () { self.showPlace(self.audio.currentTime); });
      this.on("[data-np-speed]", "change", function (event) { self.set("speed", +event.target.value); });
      this.on("[data-np-volume]", "input", function (event) { self.set("volume", +event.target.value); });
      this.on("[data-np-theme]", "change", function (event) { self.set("theme", event.target.value); });
      this.on("[data-np-sleep]", "change", function (event) { self.sleep(event.target.value); });
      this.box.addEventListener("keydown", function (event) { self.slide(event); self.key(event); });
      document.addEventListener("focusin", function (event) { self.left(event.target); });
      // Of all players of a page one speaks, whichever script each came with.
      document.addEventListener("narrate:play", function (event) {
        self.speaks = event.composedPath()[0] === self.box;
        if (!self.speaks) audio.pause();
      });
      audio.addEventListener("play", function () { self.free = 0; self.tell("play"); self.call(); self.stick(); self.state("pause"); self.follow(); self.session(); });
      audio.addEventListener("pause", function () { self.hush(); self.state("play"); self.remember(); if (!audio.ended) self.tell("pause"); });
      audio.addEventListener("ended", function () {
        self.say(self.words.ended);
        self.remember();
        self.tell("ended");
        if (self.until) self.slept(); else if (self.after) self.after();
      });
      audio.addEventListener("waiting", function () { if (!self.broken()) self.say(self.words.buffering); self.starve(true); });
      audio.addEventListener("progress", function () { if (self.starved) self.starve(true); });
      audio.addEventListener("playing", function () { self.say(""); self.failed(false); });
      ["playing", "pause", "emptied"].forEach(function (name) { audio.addEventListener(name, function () { self.starve(false); }); });
      audio.addEventListener("volumechange", function () {
        self.find("[data-np-do=mute]").setAttribute("aria-pressed", String(audio.muted));
        self.find("[data-np-muted]").hidden = !audio.muted;
      });
      audio.addEventListener("error", function () { self.failed(true); });
      var last = audio.querySelector("source:last-of-type"); // none of the forms can be played
      if (last) last.addEventListener("error", function () { self.failed(true); });
      audio.addEventListener("seeked", function () { self.update(); });
      // What must happen hangs on the sound and on timers, which also run where nothing is painted.
      audio.addEventListener("timeupdate", function () { self.update(); });
      ["play", "ratechange", "seeked"].forEach(function (name) { audio.addEventListener(name, function () { self.await(); self.position(); }); });
      document.addEventListener("visibilitychange", function () { self.remember(); self.update(); });
      audio.addEventListener("loadedmetadata", function () {
        if (self.short()) { self.change(); return; }
        self.failed(false);
        self.seekBar.max = audio.duration;
        self.update();
      });
      setTimeout(function () { if (self.broken()) self.failed(true); }, 0); // until it has chosen, it has no source either
      // Whoever scrolls looks for something: the voice waits with its page.
      ["wheel", "touchmove"].forEach(function (name) {
        window.addEventListener(name, function () { self.free = Date.now() + 8000; }, { passive: true });
      });
      window.addEventListener("keydown", function (event) {
        if (/^(PageUp|PageDown|Home|End|Arrow)/.test(event.key)) self.free = Date.now() + 8000;
      });
      if (this.full) this.bindText();
      if (this.own) this.makeRoom();
    },

    // Players of other frames and tabs hear who begins; only one that sounds listens, so that a silent page can be kept whole by
    // its browser. Where there is no such line (before Safari 15.4, or refused) each is heard, as it was.
    call: function () {
      var self = this;
      try { this.line = this.line || new BroadcastChannel("narrate"); } catch (error) { return; }
      this.line.onmessage = function () { self.audio.pause(); };
      this.line.postMessage("play");
    },
    hush: function () { if (this.line) this.line.close(); this.line = null; },

    starts: function () { return this.full ? [].slice.call(document.querySelectorAll("[data-np-start]")) : []; },
    outside: function () { return this.full ? [].slice.call(document.querySelectorAll(".chapters [data-np-at]")) : []; },

    pressed: function (node, event) {
      var action = node.dataset.npDo, setting = node.dataset.npSet;
      if (node.dataset.npAt !== undefined) { event.preventDefault(); this.seek(+node.dataset.npAt); this.play(); }
      else if (setting) this.set(setting, !this.settings[setting]);
      else this[action]();
    },

    // ── what is behind the bar ──
    more: function () {
      var panel = this.find("[data-np-panel]");
      panel.hidden = !panel.hidden;
      this.find(".np-more").setAttribute("aria-expanded", String(!panel.hidden));
    },
    // What the focus goes to must be seen: a panel that lies over the page shuts when the focus leaves the player.
    left: function (target) {
      var inside = this.box.contains(target) || this.box.getRootNode().host === target;
      if (!inside && this.over() && !this.find("[data-np-panel]").hidden) this.more();
    },
    over: function () { return getComputedStyle(this.controls).position === "fixed"; },
    // The page keeps as much room as lies over it, however large the text: what is scrolled to stands above the bar.
    makeRoom: function () {
      var self = this;
      if (window.ResizeObserver) new ResizeObserver(function () {
        root.style.setProperty("--np-over", (self.over() && self.find("[data-np-panel]").hidden ? self.controls.offsetHeight : 96) + "px");
      }).observe(this.controls);
    },
    // Away from its box the bar goes on at the edge of the screen, once it has been asked to speak.
    stick: function () {
      var self = this;
      if (this.full || !window.IntersectionObserver || this.watched) return;
      this.watched = new IntersectionObserver(function (seen) {
        self.box.style.minHeight = seen[0].isIntersecting ? "" : self.box.offsetHeight + "px"; // the page keeps its place
        self.controls.classList.toggle("np-stuck", !seen[0].isIntersecting);
      });
      this.watched.observe(this.box);
    },

    // ── playing ──
    toggle: function () { if (this.broken()) this.retry(); else if (this.audio.paused) this.play(); else this.audio.pause(); },
    play: function () {
      var self = this, promise = this.audio.play();
      if (promise) promise.catch(function (error) { if (error.name !== "AbortError") self.failed(self.broken()); });
    },
    // `load` puts the element back to its beginning: the place waits until there is something to seek in.
    retry: function () {
      var place = this.place === undefined ? this.wanted || 0 : this.place;
      this.say(this.words.loading);
      this.audio.load();
      this.start(place);
      this.play();
    },
    // WebKitGTK may take what has come of an Ogg file for all there is, and seeks in nothing else: the next form, then.
    short: function () {
      return isFinite(this.audio.duration) && this.audio.duration < (this.duration || 0) - 5 && this.audio.querySelectorAll("source").length > 1;
    },
    change: function () {
      var audio = this.audio, plays = !audio.paused;
      [].forEach.call(audio.querySelectorAll("source"), function (source) { if (source.src === audio.currentSrc) source.remove(); });
      audio.load();
      this.start(this.place || this.wanted || 0);
      if (plays) this.play();
    },
    // A browser may ask again for minutes without a word; where nothing comes, the listener may try.
    starve: function (is) {
      var self = this;
      clearTimeout(this.hungry);
      this.starved = is;
      if (is) this.hungry = setTimeout(function () { self.failed(true); }, this.patience);
    },
    patience: 10000,
    broken: function () { return !!this.audio.error || this.audio.networkState === HTMLMediaElement.NETWORK_NO_SOURCE; },
    back: function () { this.seek(this.audio.currentTime - 15); },
    forward: function () { this.seek(this.audio.currentTime + 15); },
    previous: function () { this.sentence(Math.max(0, this.near() - 1)); },
    repeat: function () { this.sentence(this.near()); },
    next: function () { this.sentence(Math.min(this.cues.length - 1, this.near() + 1)); },
    near: function () {
      var now = this.audio.currentTime + 0.05, found = 0;
      for (var n = 0; n < this.cues.length && this.cues[n].start <= now; n++) found = n;
      return found;
    },
    sentence: function (n) { if (this.cues[n]) { this.free = 0; this.seek(this.cues[n].start); this.play(); } },
    seek: function (time) {
      var end = this.audio.duration || this.duration || 0;
      this.audio.currentTime = Math.max(0, Math.min(end ? end - 0.01 : time, time));
      this.place = this.audio.currentTime;
      this.showPlace(this.place);
      this.update();
    },
    sleep: function (value) {
      var self = this;
      clearTimeout(this.timer);
      clearTimeout(this.ending);
      this.until = null;
      if (value === "chapter") this.until = this.chapters[this.chapter + 1] ? this.chapters[this.chapter + 1].start : Infinity;
      else if (value) this.timer = setTimeout(function () { self.slept(); }, value * 60000);
      this.await();
    },
    slept: function () {
      this.audio.pause();
      this.until = null;
      this.find("[data-np-sleep]").value = "";
      this.say(this.words.slept);
    },
    linkTo: function (time) { return this.page.split(/[?#]/)[0] + "#t=" + Math.floor(time); },
    share: function () { this.copy(this.linkTo(this.audio.currentTime), this.words.copied); },
    copy: function (text, done) {
      var self = this, said = function (pattern) { return function () { self.say(fill(pattern, text)); }; };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(said(done), said(this.words.copy_this));
      else said(this.words.copy_this)();
    },
    // The sentence that is heard, or was heard last.
    heard: function () { return this.cues[this.at < 0 ? this.near() : this.at] || { text: this.title, start: 0 }; },
    quote: function () {
      var self = this, cue = this.heard(), link = this.linkTo(cue.start), copied = function () { self.copy("“" + cue.text + "” " + link, self.words.quoted); };
      if (!navigator.share) { copied(); return; }
      navigator.share({ title: this.title, text: cue.text, url: link }).catch(function (error) { if (error.name !== "AbortError") copied(); });
    },
    // A misreading goes to whom narrate.toml names, by the listener's own mail or in a page of theirs.
    report: function () {
      var cue = this.heard(), time = clock(this.audio.currentTime), link = document.createElement("a"), words = this.words;
      if (this.reports.indexOf("@") > 0 && this.reports.indexOf("/") < 0) {
        link.href = "mailto:" + this.reports + "?subject=" + encodeURIComponent(fill(words.report_subject, this.title)) +
          "&body=" + encodeURIComponent(fill(words.report_body, cue.text, time, this.linkTo(cue.start)));
      } else {
        var to = new URL(this.reports);
        to.searchParams.set("sentence", cue.text);
        to.searchParams.set("time", time);
        to.searchParams.set("page", this.linkTo(cue.start));
        link.href = to.href;
        link.target = "_blank";
        link.rel = "noopener";
      }
      link.click();
    },
    // Another episode in the same player: of the list, where one follows another.
    turn: function (next) {
      this.remember();
      this.mark(this.cues[this.at], false);
      Object.assign(this, next);
      this.place = this.wanted = this.kept = this.second = undefined;
      this.chapter = this.at = -1;
      this.find(".np-title").textContent = next.title;
      this.find("[data-np-chapter]").textContent = next.artist || "";
      this.tongue();
      this.find("[data-np-end]").textContent = clock(next.duration);
      this.seekBar.max = next.duration;
      this.showPlace(0);
      this.audio.replaceChildren.apply(this.audio, next.sources.map(function (form) {
        var source = document.createElement("source");
        source.src = form.src;
        source.type = form.type;
        return source;
      }).concat(next.tracks || []));
      this.audio.load();
      this.restore();
      this.play();
    },

    // What is said of the article is in its language, and runs its way; the controls speak their own.
    tongue: function () {
      var lang = this.lang;
      this.all(".np-title,[data-np-chapter],.np-caption,.np-chapters button > :first-child").forEach(function (node) { node.dir = "auto"; if (lang) node.lang = lang; });
    },

    // ── following ──
    // Frames are for paint alone, so that the mark comes with the sound.
    follow: function () {
      var self = this;
      (function step() { self.paintNow(); if (!self.audio.paused && !self.audio.ended) requestAnimationFrame(step); })();
    },
    paintNow: function () { this.showTime(this.audio.currentTime); this.showSentence(this.audio.currentTime); },
    update: function () {
      var now = this.audio.currentTime;
      if (this.audio.readyState >= 1 && !this.audio.error) this.place = now;
      this.paintNow();
      this.showChapter(now);
      if (Math.floor(now) !== this.told && !this.audio.paused) { this.told = Math.floor(now); this.tell("progress"); }
      if (Math.abs(now - (this.kept || 0)) >= 5) { this.kept = now; this.remember(); }
      if (this.until && now >= this.until - 0.05 && !this.audio.paused) this.slept();
    },
    // The end of the chapter between two `timeupdate`s, which a hidden tab sees once a second.
    await: function () {
      var self = this, left = (this.until - this.audio.currentTime) / this.audio.playbackRate;
      clearTimeout(this.ending);
      if (this.until && isFinite(left)) this.ending = setTimeout(function () { self.update(); if (self.until && !self.audio.paused) self.await(); }, Math.max(20, left * 1000));
    },
    // Nothing is written to a slider that has the focus: a screen reader would say every second of it.
    showTime: function (now) {
      var whole = Math.floor(now), held = this.seekBar.getRootNode().activeElement === this.seekBar;
      if (!held) this.seekBar.value = now;
      if (whole === this.second) return;
      this.second = whole;
      this.find("[data-np-now]").textContent = clock(now);
      if (!held) this.showPlace(now);
    },
    showPlace: function (now) {
      var end = this.audio.duration || this.duration || 0;
      this.seekBar.value = now;
      this.seekBar.setAttribute("aria-valuetext", fill(this.words.time_of, this.spoken(now), this.spoken(end)));
    },
    spoken: function (seconds) {
      var hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60, rest = Math.floor(seconds % 60);
      return hours ? fill(this.words.hours, hours, minutes, rest) : fill(this.words.minutes, minutes, rest);
    },
    showSentence: function (now) {
      var low = 0, high = this.cues.length - 1, found = -1;
      while (low <= high) {
        var middle = (low + high) >> 1;
        if (this.cues[middle].start <= now + 0.01) { found = middle; low = middle + 1; } else high = middle - 1;
      }
      var cue = this.cues[found];
      if (found !== this.at) {
        this.mark(this.cues[this.at], false);
        this.at = found;
        this.letter = -1;
        this.mark(cue, true);
        this.showCaption();
      }
      if (cue && this.settings.characters && cue.times) this.showLetter(cue, (now - cue.start) * 1000);
    },
    mark: function (cue, current) {
      if (!cue) return;
      if (cue.node) {
        cue.node.classList.toggle("np-now", current);
        if (current) { cue.node.setAttribute("aria-current", "true"); this.keepInView(cue.node); }
        else cue.node.removeAttribute("aria-current");
      }
      if (this.paint) this.paint(current ? cue : null, null);
      if (!current && window.CSS && CSS.highlights) CSS.highlights.delete("narrate-character");
    },
    showLetter: function (cue, ms) {
      var place = -1;
      for (var n = 0; n < cue.times.length && cue.times[n][1] <= ms; n++) place = n;
      if (place === this.letter || place < 0) return;
      this.letter = place;
      var first = cue.times[place][0], last = place + 1 < cue.times.length ? cue.times[place + 1][0] : first + 1;
      if (this.paint) { this.paint(cue, [first, Math.max(first + 1, last)]); return; }
      var text = cue.node && cue.node.firstChild;
      if (!text || !window.CSS || !CSS.highlights || first >= text.length) return;
      var range = new Range();
      range.setStart(text, first);
      range.setEnd(text, Math.min(text.length, Math.max(first + 1, last)));
      CSS.highlights.set("narrate-character", new Highlight(range));
    },
    keepInView: function (place) {
      if (this.audio.paused || Date.now() < this.free || !(this.full ? this.settings.text : this.settings.follow)) return;
      var box = place.getBoundingClientRect(), high = 60, low = Math.max(160, (this.over() ? this.controls.getBoundingClientRect().top : window.innerHeight) - 32);
      if (box.top >= high && box.bottom <= low) return;
      var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      window.scrollBy({ top: (box.top + box.bottom - high - low) / 2, behavior: still ? "auto" : "smooth" });
    },
    showChapter: function (now) {
      var found = 0;
      for (var n = 0; n < this.chapters.length && this.chapters[n].start <= now + 0.01; n++) found = n;
      if (found === this.chapter || !this.chapters.length) return;
      var first = this.chapter < 0;
      this.chapter = found;
      this.find("[data-np-chapter]").textContent = this.chapters.length > 1 && this.chapters[found].title !== this.title ? this.chapters[found].title : "";
      this.outside().concat(this.all("[data-np-at]")).forEach(function (node) {
        if (+node.dataset.npAt === this.chapters[found].start) node.setAttribute("aria-current", "true");
        else node.removeAttribute("aria-current");
      }, this);
      if (!first || !this.audio.paused) this.tell("chapter");
      if (!first && this.chapters.length > 1) this.say(fill(this.words.chapter_now, this.chapters[found].title));
    },
    showCaption: function () {
      if (!this.settings.caption) { if (this.captionBar) this.captionBar.hidden = true; return; }
      if (!this.captionBar) {
        this.captionBar = document.createElement("div");
        this.captionBar.className = "np-caption";
        this.captionBar.setAttribute("aria-hidden", "true"); // the audio says it; a reader has the transcript
        this.controls.appendChild(this.captionBar);
        this.tongue();
      }
      this.captionBar.hidden = this.at < 0;
      this.captionBar.textContent = this.at < 0 ? "" : this.cues[this.at].text;
    },

    // What happens, for the page around: `narrate:play`, `pause`, `ended`, `chapter`, `progress` (once a second).
    tell: function (name) {
      var chapter = this.chapters[this.chapter], detail = { guid: this.key_, title: this.title, time: this.audio.currentTime,
        duration: this.audio.duration || this.duration || 0, chapter: chapter ? chapter.title : "" };
      this.box.dispatchEvent(new CustomEvent("narrate:" + name, { bubbles: true, composed: true, detail: detail }));
      if (this.framed && window.parent !== window) parent.postMessage({ type: "narrate:" + name, detail: detail }, "*");
    },

    // ── what is said and shown ──
    state: function (name) {
      var button = this.find(".np-play");
      button.textContent = this.words[name];
      button.classList.toggle("np-on", name === "pause");
      this.starts().forEach(function (node) { node.textContent = name === "pause" ? this.words.pause_all : this.words.listen_all; }, this);
      if (this.speaks && navigator.mediaSession) navigator.mediaSession.playbackState = name === "pause" ? "playing" : "paused";
    },
    say: function (text) { var status = this.find("[data-np-status]"); if (status.textContent !== text) status.textContent = text; },
    failed: function (is) {
      var box = this.find("[data-np-error]");
      if (!is && box.contains(box.getRootNode().activeElement)) this.find(".np-play").focus(); // its button goes
      if (is && this.broken()) this.state("play"); // nothing is heard
      if (is) this.say(this.words.failed); else if (!box.hidden) this.say("");
      box.hidden = !is;
    },
    session: function () {
      if (!navigator.mediaSession || !window.MediaMetadata) return;
      var self = this, session = navigator.mediaSession;
      var artwork = this.cover && /^http/.test(location.protocol) ? [{ src: new URL(this.cover, document.baseURI).href, sizes: "1500x1500", type: "image/jpeg" }] : [];
      session.metadata = new MediaMetadata({ title: this.title, artist: this.artist || "", album: this.album || "", artwork: artwork });
      var actions = { play: "play", pause: "toggle", seekbackward: "back", seekforward: "forward", previoustrack: "previous", nexttrack: "next" };
      Object.keys(actions).forEach(function (name) {
        try { session.setActionHandler(name, function () { self[actions[name]](); }); } catch (error) { /* not known here */ }
      });
      try { session.setActionHandler("seekto", function (to) { self.seek(to.seekTime); }); } catch (error) { /* not known */ }
    },
    // Where the sound is, for the lock screen; it counts on by itself.
    position: function () {
      var end = this.audio.duration;
      if (!this.speaks || !navigator.mediaSession || !navigator.mediaSession.setPositionState || !isFinite(end)) return;
      navigator.mediaSession.setPositionState({ duration: end, playbackRate: this.audio.playbackRate, position: Math.min(end, this.audio.currentTime) });
    },

    // ── settings ──
    set: function (name, value) { this.settings[name] = value; save("narrate:settings", this.settings); this.apply(name); },
    larger: function () { this.resize(0.25); },
    smaller: function () { this.resize(-0.25); },
    // What was being read stays where it was: the sentence that is marked, else what stands near the top.
    resize: function (by) {
      var cue = this.cues[this.at], held = cue && cue.node && this.seen(cue.node) ? cue.node : document.elementFromPoint(window.innerWidth / 2, 80);
      var before = held ? held.getBoundingClientRect().top : 0;
      this.set("size", Math.max(0.75, Math.min(3, this.settings.size + by)));
      if (held) window.scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
      this.say(fill(this.words.size_now, Math.round(this.settings.size * 100)));
    },
    seen: function (node) { var box = node.getBoundingClientRect(); return box.bottom > 0 && box.top < window.innerHeight; },
    reset: function () {
      this.settings = Object.assign({}, DEFAULTS);
      save("narrate:settings", {});
      this.audio.muted = false;
      this.find("[data-np-sleep]").value = "";
      this.sleep("");
      this.apply();
      this.say(this.words.was_reset);
    },
    apply: function () {
      var kept = this.settings, audio = this.audio, volume = this.find("[data-np-volume]");
      audio.preservesPitch = true;
      audio.defaultPlaybackRate = audio.playbackRate = kept.speed;
      audio.volume = kept.volume / 100;
      this.find("[data-np-speed]").value = String(kept.speed);
      volume.value = kept.volume;
      volume.setAttribute("aria-valuetext", fill(this.words.percent, kept.volume));
      this.all("[data-np-set]").forEach(function (node) { node.setAttribute("aria-pressed", String(!!kept[node.dataset.npSet])); });
      this.controls.classList.toggle("np-words", !!kept.words);
      if (this.own) {
        var theme = this.find("[data-np-theme]");
        if (theme) theme.value = kept.theme;
        if (kept.theme === "auto") delete root.dataset.theme; else root.dataset.theme = kept.theme;
        root.style.setProperty("--size", kept.size);
        ["lines", "pointer", "reader"].forEach(function (name) { root.classList.toggle("np-" + name, !!kept[name]); });
        if (this.textBox) this.textBox.hidden = !kept.text || this.framed;
        this.guide();
      }
      this.showCaption();
      if (!kept.characters && window.CSS && CSS.highlights) CSS.highlights.delete("narrate-character");
    },
    guide: function () {
      var self = this;
      if (!this.settings.lines || this.cross) return;
      this.cross = ["x", "y"].map(function (axis) {
        var line = document.createElement("div");
        line.className = "np-line np-line-" + axis;
        line.setAttribute("aria-hidden", "true");
        document.body.appendChild(line);
        return line;
      });
      document.addEventListener("pointermove", function (event) {
        self.cross[0].style.transform = "translateY(" + event.clientY + "px)";
        self.cross[1].style.transform = "translateX(" + event.clientX + "px)";
      });
    },

    // ── keys ──
    // A slider's own step is a hundredth of the programme, from a place that is as old as the focus: keys go by seconds from what is heard.
    slide: function (event) {
      var steps = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 60, PageDown: -60 }, by = steps[event.key];
      if (event.target !== this.seekBar || !by || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.seek(this.audio.currentTime + by);
    },
    key: function (event) {
      if (event.key === "Escape" && !this.find("[data-np-panel]").hidden) { this.more(); this.find(".np-more").focus(); return; }
      if (!this.settings.keys || event.ctrlKey || event.altKey || event.metaKey) return;
      if (/^(SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.type === "text") return;
      var actions = { k: "toggle", j: "back", l: "forward", ",": "previous", ".": "next", r: "repeat", m: "mute", "-": "slower", "=": "faster" };
      var action = actions[event.key.toLowerCase()];
      if (action) { event.preventDefault(); this[action](); }
    },
    mute: function () { this.audio.muted = !this.audio.muted; this.say(this.audio.muted ? this.words.muted : this.words.unmuted); },
    slower: function () { this.step(-1); },
    faster: function () { this.step(1); },
    step: function (by) {
      var list = this.find("[data-np-speed]"), place = list.selectedIndex + by;
      if (list.options[place]) { this.set("speed", +list.options[place].value); this.say(this.words.speed + " " + list.options[place].text); }
    },

    // ── the transcript ──
    bindText: function () {
      var self = this, box = this.textBox;
      this.oneStop();
      box.addEventListener("click", function (event) {
        var node = event.target.closest("[data-start]");
        if (node && self.settings.point && !String(window.getSelection())) self.sentence(self.placeOf(node));
      });
      box.addEventListener("keydown", function (event) {
        var moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }, node = event.target.closest("[data-start]");
        if (!node) return;
        if (moves[event.key]) { event.preventDefault(); self.choose(self.placeOf(node) + moves[event.key]); }
        else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); self.sentence(self.placeOf(node)); }
      });
      window.addEventListener("hashchange", function () { self.linked(true); });
    },
    oneStop: function () {
      var first = this.firstShown();
      this.cues.forEach(function (cue, n) { if (cue.inText) cue.node.tabIndex = n === first ? 0 : -1; });
    },
    firstShown: function () { for (var n = 0; n < this.cues.length; n++) if (this.cues[n].inText) return n; return 0; },
    placeOf: function (node) { for (var n = 0; n < this.cues.length; n++) if (this.cues[n].node === node) return n; return 0; },
    choose: function (n) {
      if (!this.cues[n] || !this.cues[n].inText) return;
      this.cues.forEach(function (cue) { if (cue.inText) cue.node.tabIndex = -1; });
      this.cues[n].node.tabIndex = 0;
      this.cues[n].node.focus();
    },

    // ── place ──
    remember: function () {
      var now = this.place, end = this.audio.duration || this.duration;
      if (now === undefined || !end) return; // nothing heard yet: what is kept stays
      var place = now >= end - 5 ? { done: true } : now > 5 ? { time: Math.floor(now) } : {};
      save("narrate:at:" + this.key_, place);
      if (this.slug && place.time) save("narrate:last", { slug: this.slug, title: this.title, lang: this.lang, time: place.time });
      else if (this.slug && load("narrate:last").slug === this.slug) save("narrate:last", {});
    },
    restore: function () {
      if (this.full && this.linked(false)) return;
      var time = load("narrate:at:" + this.key_).time;
      if (time) { this.start(time); this.say(fill(this.words.resumed, clock(time))); }
    },
    linked: function (play) {
      var hash = location.hash, sentence = /^#s(\d+)$/.exec(hash);
      var time = moment(/[?&#]t=([\d.:hms]+)/i.exec(location.search + hash)), node = sentence && document.getElementById("s" + sentence[1]);
      if (node && node.dataset.start) time = +node.dataset.start;
      if (time === null) return false;
      this.start(time);
      if (play && sentence) this.play();
      return true;
    },
    start: function (time) {
      var self = this;
      this.audio.preload = "auto";
      this.wanted = time;
      if (this.audio.readyState >= 1) this.seek(time);
      else this.audio.addEventListener("loadedmetadata", function () { self.seek(time); }, { once: true });
    }
  };

  window.NarratePlayer = Player;
  Player.clock = clock;
  Player.load = load;
  Player.titled = titled;
  Player.queued = queued;
  Player.last = last;

  // What is played one after another, by slug, for as long as the tab is open: begun in the list, gone on with on the pages.
  function queued(slugs) {
    try {
      if (slugs) sessionStorage.setItem("narrate:queue", JSON.stringify(slugs));
      return JSON.parse(sessionStorage.getItem("narrate:queue") || "[]");
    } catch (error) { return []; }
  }
  // `Earlier: {}`: a title of another language is read in its own.
  function titled(node, pattern, title, lang, rest) {
    var cut = pattern.indexOf("{}"), name = document.createElement("span");
    name.textContent = title;
    name.dir = "auto";
    if (lang) name.lang = lang;
    node.replaceChildren(pattern.slice(0, cut), name, fill(pattern.slice(cut + 2), rest));
  }
  // A link to where one was, on every page but that one: the link, or null.
  function last(own, home, words) {
    var kept = load("narrate:last"), link = document.querySelector("[data-np-last]");
    if (!link || !kept.slug || kept.slug === own) { if (link) link.hidden = true; return null; }
    link.href = home + "episodes/" + encodeURIComponent(kept.slug) + "/index.html";
    titled(link, words.go_on, kept.title, kept.lang, clock(kept.time));
    link.hidden = false;
    return link;
  }

  function times(text) {
    if (!text) return null;
    var flat = text.split(" ").map(Number), pairs = [];
    for (var n = 0; n + 1 < flat.length; n += 2) pairs.push([flat[n], flat[n + 1]]);
    return pairs;
  }

  // The article's own picture comes after what is heard first, and only whole.
  function picture() {
    var place = document.querySelector("[data-np-picture]"), saving = navigator.connection && (navigator.connection.saveData || /2g/.test(navigator.connection.effectiveType));
    if (!place || saving || !/^https?:/.test(place.dataset.npPicture)) return;
    var own = new Image();
    own.referrerPolicy = "no-referrer";
    own.onload = function () { place.src = own.src; place.alt = place.dataset.npAlt; place.classList.add("own"); };
    var begin = function () { own.src = place.dataset.npPicture; };
    var audio = document.querySelector("audio");
    if (audio.readyState) begin(); else audio.addEventListener("loadedmetadata", begin, { once: true });
  }

  // The episodes before and after this one, from the lists of the months.
  async function beside(words) {
    var nav = document.querySelector("[data-np-month]");
    if (!nav) return;
    nav.hidden = !/^http/.test(location.protocol);
    if (nav.hidden) return;
    try {
      var read = async function (name) { var answer = await fetch("../../" + name); return answer.ok ? answer.json() : Promise.reject(new Error(name)); };
      var rows = async function (month) { return month ? (await read("lists/" + month + ".json")).episodes : []; };
      var mine = await rows(nav.dataset.npMonth), at = mine.map(function (row) { return row.slug; }).indexOf(nav.dataset.npSlug);
      if (at < 0) throw new Error("not in the list");
      var later = mine[at - 1], earlier = mine[at + 1];
      if (!later || !earlier) {
        var months = (await read("lists/months.json")).months, n = months.indexOf(nav.dataset.npMonth);
        later = later || (await rows(months[n - 1])).pop();
        earlier = earlier || (await rows(months[n + 1]))[0];
      }
      [[earlier, "earlier_one", "prev"], [later, "later_one", "next"]].forEach(function (one) {
        if (!one[0]) return;
        var link = document.createElement("a");
        link.href = "../" + encodeURIComponent(one[0].slug) + "/index.html";
        link.rel = one[2];
        titled(link, words[one[1]], one[0].title, one[0].lang);
        nav.append(link);
      });
      nav.hidden = !nav.firstChild;
      return earlier ? earlier.slug : "";
    } catch (error) { nav.hidden = true; return ""; /* no list beside the page: no neighbours */ }
  }

  // ── the next episode, in this page: the sound goes on in the element that may sound, also with the screen off ──
  async function onward(player, neighbour) {
    var slugs = queued(), at = slugs.indexOf(player.slug), next = at < 0 ? player.settings.queue && await neighbour : slugs[at + 1];
    if (!next) return;
    var address = new URL("../" + encodeURIComponent(next) + "/index.html", location.href).href;
    try {
      var answer = await fetch(address), fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !fresh.querySelector("[data-np-root]")) throw new Error(address);
      if (fresh.documentElement.lang !== root.lang) location.assign(address); // its controls speak otherwise
      else exchange(player, fresh, address);
    } catch (error) { player.say(player.words.ended); }
  }
  function exchange(player, fresh, address) {
    var lost = function () { return !player.box.contains(document.activeElement); }, held = document.activeElement !== document.body && lost();
    var box = fresh.querySelector("[data-np-root]"), tracks = [].slice.call(box.querySelectorAll("track"));
    history.replaceState(null, "", address);
    document.title = fresh.title;
    document.querySelector("link[rel=canonical]").href = fresh.querySelector("link[rel=canonical]").href;
    Object.assign(player.box.dataset, box.dataset);
    ["body > header", "[data-np-text]", ".after"].forEach(function (place) {
      document.querySelector(place).replaceChildren.apply(document.querySelector(place), fresh.querySelector(place).childNodes);
    });
    [[".chapters", player.box, "after"], [".np-chapters", player.find(".np-settings"), "after"]].forEach(function (one) {
      var old = document.querySelector(one[0]), own = fresh.querySelector(one[0]);
      if (old) old.remove();
      if (own) one[1][one[2]](own);
    });
    document.querySelector("main").className = fresh.querySelector("main").className;
    player.turn(Object.assign(described(player.box, +box.querySelector("[data-np-seek]").max), { tracks: tracks, sources: [].map.call(box.querySelectorAll("source"), function (one) {
      return { src: one.getAttribute("src"), type: one.type };
    }) }));
    player.oneStop();
    player.say(fill(player.words.queue_of, player.title));
    if (held) player.find(".np-play").focus();
    window.scrollTo({ top: 0, behavior: "auto" });
    around(player);
  }

  // The page around the frame may give it the height it needs, and says when a player of its own begins; embed.js does.
  function inFrame(player) {
    window.addEventListener("message", function (event) {
      if (event.source === parent && event.data && event.data.type === "narrate:hush") player.audio.pause();
    });
    if (window.ResizeObserver) tellHeight(player.box);
  }
  function tellHeight(box) {
    new ResizeObserver(function () {
      parent.postMessage({ type: "narrate:height", height: Math.ceil(box.getBoundingClientRect().bottom + 8 + scrollY) }, "*");
    }).observe(box);
  }

  // The episode that the page holds.
  function described(box, duration) {
    var text = document.querySelector("[data-np-text]"), heading = document.querySelector("h1"), canonical = document.querySelector("link[rel=canonical]");
    var nav = document.querySelector("[data-np-slug]"), seen = {};
    return {
      cues: [].slice.call(document.querySelectorAll("[data-start]")).sort(function (a, b) { return a.dataset.start - b.dataset.start; }).map(function (node) {
        return { inText: text.contains(node), start: +node.dataset.start, end: +node.dataset.end, text: node.textContent, node: node, times: times(node.dataset.c) };
      }),
      chapters: [].slice.call(document.querySelectorAll("[data-np-at]")).map(function (node) {
        return { start: +node.dataset.npAt, title: node.firstChild.textContent.trim() };
      }).filter(function (chapter) { return !seen[chapter.start] && (seen[chapter.start] = true); }),
      lang: root.lang, key_: box.dataset.npKey, slug: nav ? nav.dataset.npSlug : "", title: heading ? heading.textContent : document.title, duration: duration,
      artist: box.dataset.npArtist, album: box.dataset.npAlbum, cover: box.dataset.npCover, reports: box.dataset.npReport,
      page: location.protocol === "file:" || !canonical ? location.href : canonical.href
    };
  }
  // What is seen comes first, then the sound's beginning; who presses Play does not wait for either.
  function warm(audio) {
    var go = function () { setTimeout(function () { if (audio.preload === "none") audio.preload = "metadata"; }, 500); };
    // A slow machine may paint long after it has loaded.
    var painted = function () {
      if (!window.PerformanceObserver || (PerformanceObserver.supportedEntryTypes || []).indexOf("paint") < 0) { go(); return; }
      new PerformanceObserver(function (seen, self) { self.disconnect(); go(); }).observe({ type: "paint", buffered: true });
    };
    if (document.readyState === "complete") painted(); else window.addEventListener("load", painted);
  }
  // What stands around the player, and depends on the episode.
  function around(player) {
    picture();
    last(player.slug, "../../", player.words);
    var neighbour = beside(player.words);
    player.after = function () { onward(player, neighbour); };
  }
  function wake() {
    var box = document.querySelector("[data-np-root]"), words = document.getElementById("narrate-words");
    if (!box || !words) return;
    box.querySelector("audio").controls = false;
    window.narrate = new Player(Object.assign(described(box, +box.querySelector("[data-np-seek]").max), {
      box: box, audio: box.querySelector("audio"), words: JSON.parse(words.textContent), textBox: document.querySelector("[data-np-text]"),
      full: true, own: true, framed: document.body.classList.contains("framed")
    }));
    warm(window.narrate.audio);
    if (!window.narrate.framed) around(window.narrate);
    if (window.narrate.framed && window.parent !== window) inFrame(window.narrate);
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-np-copy]"), code = button && button.parentNode.querySelector("code");
      if (!code) return;
      var done = function () { window.narrate.say(window.narrate.words.code_copied); }, choose = function () { getSelection().selectAllChildren(code); };
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, choose); else choose();
    });
  }
  wake();
})();
