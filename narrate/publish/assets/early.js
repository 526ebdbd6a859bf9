// Before the first paint: the enhanced view and the listener's colours, so that nothing jumps when the player wakes.
document.documentElement.classList.add("js");
try {
  var kept = JSON.parse(localStorage.getItem("narrate:settings") || "{}");
  if (kept.theme && kept.theme !== "auto") document.documentElement.dataset.theme = kept.theme;
  if (kept.size > 0) document.documentElement.style.setProperty("--size", Math.min(3, kept.size));
} catch (error) { /* storage is off: the defaults hold */ }
