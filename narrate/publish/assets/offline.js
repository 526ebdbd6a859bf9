// What was opened plays offline, where the page names a manifest; where it does not (any more), what was kept is forgotten.
(function () {
  "use strict";
  if (!navigator.serviceWorker || !window.caches || !/^http/.test(location.protocol) || document.body.classList.contains("framed")) return;
  var home = new URL("../", document.currentScript.src).href, worker = home + "narrate-sw.js";
  if (!document.querySelector("link[rel=manifest]")) { forget(); return; }

  async function forget() {
    (await navigator.serviceWorker.getRegistrations()).forEach(function (one) {
      if ((one.active || one.waiting || one.installing || {}).scriptURL === worker) one.unregister();
    });
    (await caches.keys()).forEach(function (name) { if (name.indexOf("narrate:" + home) === 0) caches.delete(name); });
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
