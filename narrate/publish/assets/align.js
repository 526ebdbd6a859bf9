// Which stretch of a foreign page is which sentence: in order, from anchors that stand once on the page outward, every
// gap between two anchors bounded by them. No DOM in here but in `read`; all work comes in steps that `inSlices` spreads.
(function () {
  "use strict";
  var GRAMS = [8, 4, 2];   // letters of an anchor: long ones over the page, shorter ones in the gaps that are left
  var SHARE = 0.5;         // of a sentence's letters, what its anchors must cover
  var STRETCH = 1.5, SLACK = 60; // how much longer than the sentence (times, plus letters) its stretch may be
  var REACH = 600;         // letters that may lie between the first or last anchor and a sentence beyond it
  var COST = { same: 2, other: -1.5, open: -4, more: -0.02, missed: -1 }; // of a letter, in an alignment letter by letter
  var NEAR = 2;            // letters put in that a mark runs over
  var LONGEST = 1000;      // letters of a sentence that is aligned so
  var ROWS = 8;            // letters of a sentence between two looks at the clock, aligned letter by letter
  var SLICE = 12;          // milliseconds of work at a time
  var STEP = 512;          // letters or pairs between two looks at the clock
  var CLUSTER = /[\u1100-\u115f][\u1160-\u11ff]*|\P{M}\p{M}*/gu;
  var NOTE = /[\[［〔【]\s*(?:注|注释|note)?\s*\d{1,3}\s*[\]］〕】]/giu; // [1], 〔注2〕
  var DROPPED = /[^\p{L}\p{Nd}\p{Nl}\p{M}]/gu; // what is left out of the comparison: spaces, signs, ¹②, emoji
  var DRAWN = "svg,math,.katex,.MathJax,mjx-container"; // what stands in a sentence and is said as nothing
  var UNREAD = "script,style,noscript,template,textarea,select,rt,rp,narrate-player," + DRAWN;

  // What both sides are compared by: each letter with its place in the text, as [letters, start, end].
  function letters(text) {
    var found = [], one;
    var bare = text.replace(NOTE, function (note) { return " ".repeat(note.length); });
    CLUSTER.lastIndex = 0;
    while ((one = CLUSTER.exec(bare))) {
      // Signs go before compatibility forms are opened: ② is a note, not a two.
      var kept = one[0].normalize("NFC").replace(DROPPED, "").normalize("NFKC").replace(DROPPED, "").toLowerCase();
      if (kept && /[^\p{M}]/u.test(kept)) found.push([kept, one.index, CLUSTER.lastIndex]);
    }
    return found;
  }
  function squeeze(text) { return letters(text).map(function (one) { return one[0]; }).join(""); }

  // The visible text under a node: `text` and, for each of its code units, node and offsets.
  function* read(scope) {
    var shown = new Map(), walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT), text = [], places = [], count = 0;
    while (walker.nextNode()) {
      var node = walker.currentNode, parent = node.parentElement;
      if (!shown.has(parent)) shown.set(parent, !!parent && visible(parent) && !footnote(parent));
      if (!shown.get(parent)) continue;
      var found = letters(node.data);
      for (var n = 0; n < found.length; n++) {
        text.push(found[n][0]);
        for (var k = 0; k < found[n][0].length; k++) places.push([node, found[n][1], found[n][2]]);
        if (++count % STEP === 0) yield;
      }
      if (++count % STEP === 0) yield;
    }
    return { text: text.join(""), places: places };
  }
  function visible(node) {
    if (node.closest(UNREAD)) return false;
    return node.checkVisibility ? node.checkVisibility({ visibilityProperty: true }) : node.getClientRects().length > 0;
  }
  function footnote(node) { var sup = node.closest("sup"); return !!sup && /^[\s\d\p{P}\p{No}*†‡注]{1,6}$/u.test(sup.textContent); }

  // The stretches [start, end] of `text` that are each sentence, in order, or null. Sentences and text are squeezed; an empty sentence takes no part.
  function* align(sentences, text) {
    var spans = sentences.map(function () { return null; });
    var work = [[0, sentences.length, 0, text.length, 0, true, true]];
    while (work.length) {
      var job = work.pop(), low = job[0], high = job[1], from = job[2], to = job[3], level = job[4];
      if (low >= high || from >= to) continue;
      if (level === GRAMS.length) { yield* exactly(sentences, text, spans, job); continue; }
      var chain = yield* anchors(sentences, text, job);
      if (!chain.length) { work.push([low, high, from, to, level + 1, job[5], job[6]]); continue; }
      var n = low, at = from;
      for (var c = 0; c <= chain.length; c++) {
        var next = chain[c], end = next ? next.cue : high, until = next ? next.start : to;
        work.push(bounded(sentences, [n, end, at, until, level, job[5] && !c, job[6] && !next]));
        if (next) { spans[next.cue] = next.runs; n = end + 1; at = next.end; }
      }
    }
    return spans;
  }
  // A gap at an edge reaches no further than its sentences need.
  function bounded(sentences, job) {
    var need = REACH;
    for (var n = job[0]; n < job[1]; n++) need += sentences[n].length * STRETCH;
    if (job[5] && !job[6]) job[2] = Math.max(job[2], Math.floor(job[3] - need));
    if (job[6] && !job[5]) job[3] = Math.min(job[3], Math.ceil(job[2] + need));
    return job;
  }

  // The heaviest chain of sentences in order, of those that stretches found once in the gap speak for.
  function* anchors(sentences, text, job) {
    var size = GRAMS[job[4]], once = new Map(), found = [];
    for (var at = job[2]; at + size <= job[3]; at++) {
      var gram = text.substr(at, size);
      once.set(gram, once.has(gram) ? -1 : at);
      if (at % STEP === 0) yield;
    }
    for (var n = job[0]; n < job[1]; n++) {
      var one = sentences[n].length >= size ? place(sentences[n], text, once, size, job) : null;
      if (one) { one.cue = n; found.push(one); }
      if (n % 32 === 0) yield;
    }
    return yield* fitted(yield* heaviest(found), sentences, text, job);
  }
  // Where one sentence surely lies: its hits in increasing order, near the densest diagonal, covering enough of it.
  function place(sentence, text, once, size, job) {
    var hits = [], votes = new Map(), best = null;
    for (var n = 0; n + size <= sentence.length; n++) {
      var at = once.get(sentence.substr(n, size));
      if (!(at >= 0)) continue;
      hits.push([n, at]);
      votes.set(at - n, (votes.get(at - n) || 0) + 1);
      if (best === null || votes.get(at - n) > votes.get(best)) best = at - n;
    }
    if (best === null) return null;
    var room = roomOf(sentence), kept = [], covered = 0, last = -1, reached = 0;
    hits.forEach(function (hit) {
      if (hit[1] <= last || Math.abs(hit[1] - hit[0] - best) > room) return;
      kept.push(hit);
      last = hit[1];
      covered += hit[0] + size - Math.max(reached, hit[0]);
      reached = hit[0] + size;
    });
    var least = job[5] && job[6] ? GRAMS[0] : Math.min(sentence.length, 4); // nothing around it speaks for it yet
    if (covered < Math.max(least, sentence.length * SHARE)) return null;
    var first = kept[0], end = kept[kept.length - 1];
    return { weight: covered, start: first[1], end: end[1] + size, head: first[0], tail: sentence.length - end[0] - size };
  }
  function roomOf(sentence) { return sentence.length * (STRETCH - 1) + SLACK / 4; }
  function* heaviest(found) {
    var chain = [], top = -1;
    for (var n = 0; n < found.length; n++) {
      var one = found[n];
      one.sum = one.weight;
      one.before = -1;
      for (var k = n - 1; k >= 0; k--) {
        if (found[k].end - one.start <= Math.min(4, one.weight / 4) && found[k].start < one.start && found[k].sum + one.weight > one.sum) {
          one.sum = found[k].sum + one.weight;
          one.before = k;
        }
      }
      if (top < 0 || one.sum > found[top].sum) top = n;
      if (n % 32 === 0) yield;
    }
    for (; top >= 0; top = found[top].before) chain.unshift(found[top]);
    return chain;
  }

  // Each sentence of a chain to its own letters, between the one before and the one after: as it stands, or letter by letter.
  function* fitted(chain, sentences, text, job) {
    var from = job[2], kept = [];
    for (var c = 0; c < chain.length; c++) {
      var one = chain[c], sentence = sentences[one.cue], straight = one.start - one.head, to = chain[c + 1] ? chain[c + 1].start : job[3];
      if (straight >= from && straight + sentence.length <= Math.max(to, one.end) && text.startsWith(sentence, straight)) one.runs = [[straight, straight + sentence.length]];
      else {
        var low = Math.max(from, Math.floor(straight - roomOf(sentence))), high = Math.min(Math.max(to, one.end), Math.ceil(one.end + one.tail + roomOf(sentence)));
        one.runs = sentence.length > LONGEST ? [[one.start, one.end]] : yield* matched(sentence, text, low, high);
      }
      yield;
      if (!one.runs.length) continue;
      kept.push(one);
      one.start = one.runs[0][0];
      one.end = from = one.runs[one.runs.length - 1][1];
    }
    return kept;
  }
  // The stretches of text[low, high) that are the sentence's letters: the best local alignment (Smith and Waterman, with
  // Gotoh's gaps, which cost to open and little to go on), so that what was put in between is left out.
  function* matched(sentence, text, low, high) {
    var rows = sentence.length, wide = high - low, width = wide + 1, from = new Uint8Array((rows + 1) * width);
    var whole = new Float32Array(width), inserted = new Float32Array(width).fill(-Infinity), best = 0, end = [0, 0];
    for (var n = 1; n <= rows; n++) {
      var left = 0, corner = 0, opened = -Infinity; // `opened`: the page has letters that the sentence lacks
      for (var k = 1; k <= wide; k++) {
        var cell = n * width + k, same = sentence[n - 1] === text[low + k - 1], along = corner + (same ? COST.same : COST.other);
        var begun = left + COST.open > opened + COST.more;
        opened = begun ? left + COST.open : opened + COST.more;
        var missed = whole[k] + COST.open > inserted[k] + COST.missed;
        inserted[k] = missed ? whole[k] + COST.open : inserted[k] + COST.missed;
        corner = whole[k];
        left = whole[k] = Math.max(0, along, opened, inserted[k]);
        from[cell] = (left === 0 ? 0 : left === along ? 1 : left === opened ? 2 : 3) | (begun ? 0 : 4) | (missed ? 0 : 8);
        if (left > best) { best = left; end = [n, k]; }
      }
      if (n % ROWS === 0) yield;
    }
    return runsOf(from, width, end[0], end[1], low);
  }
  // Back from the end along what was best: a letter that differs is inside a stretch, letters put in are between two.
  function runsOf(from, width, n, k, low) {
    var runs = [], state = 0;
    for (var cell; (cell = from[n * width + k]) & 3 || state;) {
      state = state || cell & 3;
      if (state === 1) {
        if (runs.length && runs[0][0] - low - k <= NEAR) runs[0][0] = low + k - 1;
        else runs.unshift([low + k - 1, low + k]);
        n--; k--; state = 0;
      } else if (state === 2) { k--; state = cell & 4 ? 2 : 0; }
      else { n--; state = cell & 8 ? 3 : 0; }
    }
    return runs;
  }

  // What is left is said twice on the page, or is very short: whole, in order, and right beside what was found.
  function* exactly(sentences, text, spans, job) {
    var backward = job[5] && !job[6], n = backward ? job[1] - 1 : job[0], at = backward ? job[3] : job[2];
    for (; n >= job[0] && n < job[1]; n += backward ? -1 : 1) {
      var wanted = sentences[n], length = wanted.length;
      if (!length) continue;
      if (n % ROWS === 0) yield;
      var start = backward ? text.lastIndexOf(wanted, at - length) : text.indexOf(wanted, at);
      var gap = backward ? at - start - length : start - at;
      if (start < job[2] || start + length > job[3] || (backward && at < length)) continue;
      if (job[5] && job[6] ? length < GRAMS[0] : length < 4 && gap > SLACK / 2) continue;
      spans[n] = [[start, start + length]];
      at = backward ? start : start + length;
    }
  }

  // Runs the steps in slices and gives the page its turn between them; resolves to what the steps return.
  function inSlices(steps) {
    return new Promise(function (done, failed) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function () {
        try {
          for (var until = performance.now() + SLICE; performance.now() < until;) {
            var step = steps.next();
            if (step.done) { channel.port1.close(); done(step.value); return; }
          }
          channel.port2.postMessage(0);
        } catch (error) { failed(error); }
      };
      channel.port2.postMessage(0);
    });
  }

  window.NarrateAlign = { squeeze: squeeze, read: read, align: align, inSlices: inSlices, visible: visible, DRAWN: DRAWN, UNREAD: UNREAD };
})();
