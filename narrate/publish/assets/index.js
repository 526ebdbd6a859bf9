// Search without a server: the list is here already.
(function () {
  "use strict";
  var words = JSON.parse(document.getElementById("narrate-words").textContent);
  var box = document.querySelector("[data-search]");
  var field = box.querySelector("input"), status = box.querySelector("[role=status]");
  var items = [].slice.call(document.querySelectorAll(".episodes li"));
  var texts = items.map(function (item) { return item.textContent.toLowerCase(); });
  box.hidden = false;
  field.addEventListener("input", function () {
    var wanted = field.value.trim().toLowerCase().split(/\s+/), found = 0;
    items.forEach(function (item, n) {
      var fits = wanted.every(function (word) { return texts[n].indexOf(word) >= 0; });
      item.hidden = !fits;
      found += fits;
    });
    status.textContent = field.value.trim() ? words.found.replace("{}", found) : "";
  });
})();
