// Keeps the episodes that were opened, page and sound, the last ones up to a bound. Pages come from the network where there is
// one, sound from what is kept: its name holds a digest of it. What is no longer public is forgotten once that can be learned.
"use strict";
var SITE = /*narrate-site*/[];             // what every page needs
var MOST = 30, BYTES = 2e8, SINGLE = 6e7;  // episodes; bytes of all and of one
var HOME = registration.scope, NAME = "narrate:" + HOME, LIST = HOME + "kept.json";
var turn = Promise.resolve();

addEventListener("install", function (event) {
  event.waitUntil(caches.open(NAME).then(function (cache) { return cache.addAll(SITE.map(function (name) { return HOME + name; })); }).then(function () { return skipWaiting(); }));
});
addEventListener("activate", function (event) { event.waitUntil(clients.claim()); });
addEventListener("message", function (event) {
  var said = event.data;
  if (said && typeof said.keep === "string" && typeof said.sound === "string") event.waitUntil(inTurn(function () { return keep(said.keep, said.sound); }));
});
addEventListener("fetch", function (event) {
  var address = plain(event.request.url);
  if (event.request.method === "GET" && address.indexOf(HOME) === 0) event.respondWith(answer(event, address));
});

function inTurn(step) { return (turn = turn.then(step, step)); }
function plain(address) { return address.split(/[?#]/)[0].replace(/\/$/, "/index.html"); }
function folder(slug) { return HOME + "episodes/" + encodeURIComponent(slug) + "/"; }
// The cache that an address belongs to: that of its episode, or the site's.
function place(address) {
  var found = /^episodes\/([^/]+)\//.exec(address.slice(HOME.length));
  return NAME + (found ? "#" + decodeURIComponent(found[1]) : "");
}
function kept(address) { return caches.match(address, { cacheName: place(address), ignoreVary: true }); }
async function list() { var found = await kept(LIST); return found ? found.json() : []; }
async function written(rows) { await (await caches.open(NAME)).put(LIST, new Response(JSON.stringify(rows))); }

async function answer(event, address) {
  var request = event.request;
  if (/\.(mp3|opus)$/.test(address)) {
    var whole = await kept(address);
    return whole ? part(whole, request.headers.get("range")) : fetch(request);
  }
  try {
    var fresh = await fetch(request);
    event.waitUntil(renewed(address, fresh.clone()));
    if (request.mode === "navigate") event.waitUntil(inTurn(forgotten));
    return fresh;
  } catch (error) {
    var found = await kept(address);
    return found || (request.mode === "navigate" && address !== HOME + "index.html" ? Response.redirect(HOME + "index.html") : Response.error());
  }
}
// Bytes of a whole answer, as RFC 9110 (14) has them: 206, or 416 where there are none.
async function part(whole, range) {
  var asked = /^bytes=(\d*)-(\d*)$/.exec(range || "");
  if (!asked || !asked[1] && !asked[2]) return whole;
  var body = await whole.blob(), size = body.size, first = asked[1] ? +asked[1] : Math.max(0, size - asked[2]);
  var last = asked[1] && asked[2] ? Math.min(asked[2], size - 1) : size - 1, type = whole.headers.get("content-type");
  if (first > last) return new Response("", { status: 416, headers: { "content-range": "bytes */" + size } });
  return new Response(body.slice(first, last + 1, type), { status: 206, headers: {
    "content-type": type, "content-range": "bytes " + first + "-" + last + "/" + size, "content-length": last + 1 - first, "accept-ranges": "bytes"
  } });
}

async function keep(slug, sound) {
  var base = folder(slug), rows = await list(), row = rows.filter(function (one) { return one.slug === slug && one.sound === sound; })[0];
  if (sound.indexOf(base) !== 0) return;
  if (!row) {
    var whole = await fetch(sound), page = await fetch(base + "index.html"), bytes = +whole.headers.get("content-length");
    if (!whole.ok || !page.ok || bytes > SINGLE) return;
    await caches.delete(place(base));
    var cache = await caches.open(place(base));
    await cache.put(base + "index.html", page);
    await cache.put(sound, whole);
    row = { slug: slug, sound: sound, bytes: bytes };
  }
  await bounded(rows.filter(function (one) { return one.slug !== slug; }).concat(row));
}
async function bounded(rows) {
  var sum = rows.reduce(function (all, one) { return all + one.bytes; }, 0);
  while (rows.length > MOST || sum > BYTES) {
    var oldest = rows.shift();
    sum -= oldest.bytes;
    await caches.delete(place(folder(oldest.slug)));
  }
  await written(rows);
}
// Pages are kept as they are now; only those of the site, and of episodes that are kept.
async function renewed(address, fresh) {
  var name = place(address), ours = name === NAME ? SITE.indexOf(address.slice(HOME.length)) >= 0 : await kept(address);
  if (ours && fresh.status === 200 && await caches.has(name)) await (await caches.open(name)).put(address, fresh);
}
// Episodes that were taken back: the site lists their folders.
async function forgotten() {
  var found = await fetch(HOME + "withdrawn.txt", { cache: "no-store" });
  if (!found.ok) return;
  var gone = (await found.text()).split("\n").map(function (line) { return decodeURI(line).split("/").slice(-2)[0]; }), rows = await list();
  var left = rows.filter(function (row) { return gone.indexOf(row.slug) < 0; });
  await Promise.all(rows.map(function (row) { return left.indexOf(row) >= 0 || caches.delete(place(folder(row.slug))); }));
  if (left.length < rows.length) await written(left);
}
