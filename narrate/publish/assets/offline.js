// What was opened plays offline, where the page names a manifest; where it does not (any more), what was kept is forgotten.
(function () {
  "use strict";
  if (!navigator.serviceWorker || !window.caches || !/^http/.test(location.protocol) || document.body.classList.contains("framed")) return;
  var home = new URL("../", document.currentScript.src).href, worker = home + "narrate-sw.js";
  if (!document.querySelector("link[rel=manifest]")) { forget(); return; }

  // Until nothing is found: the worker that goes may still write what it was about to.
  async function forget() {
    var ours = (await navigator.serviceWorker.getRegistrations()).filter(function (one) { return (one.active || one.waiting || one.installing || {}).scriptURL === worker; });
    var names = (await caches.keys()).filter(function (name) { return name.indexOf("narrate:" + home) === 0; });
    ours.forEach(function (one) { one.unregister(); });
    names.forEach(function (name) { caches.delete(name); });
    if (ours.length + names.length) setTimeout(forget, 1000);
  }
  // The page that is open, and what is played in the list; not where data is to be saved.
  async function keep() {
    var player = window.narrate, saving = navigator.connection && navigator.connection.saveData;
    var active = (await navigator.serviceWorker.ready).active;
    if (player && player.slug && player.audio.currentSrc && !saving) active.postMessage({ keep: player.slug, sound: player.audio.currentSrc });
  }
  navigator.serviceWorker.register(worker).catch(function () { /* refused: all is as without it */ });
  document.addEventListener("narrate:play", keep);
  if (window.narrate) window.narrate.audio.addEventListener("loadedmetadata", keep, { once: true });
  if (window.narrate && window.narrate.audio.readyState) keep();
})();
