(function () {
  "use strict";
  function show() {
    document.querySelectorAll("span.hit").forEach(function (piece) { piece.classList.remove("hit"); });
    var name = decodeURIComponent(location.hash.slice(1));
    var match = /^(art_[0-9a-f]+)\.(\d+)-(\d+)$/.exec(name);
    if (!match) { return; }
    var home = document.getElementById(match[1]);
    if (!home) { return; }
    for (var fold = home.closest("details"); fold; fold = fold.parentElement.closest("details")) { fold.open = true; }
    var first = null;
    home.querySelectorAll("span[data-at]").forEach(function (piece) {
      var at = Number(piece.dataset.at);
      if (at >= Number(match[2]) && at < Number(match[3])) { piece.classList.add("hit"); first = first || piece; }
    });
    if (first) { first.scrollIntoView({ block: "center" }); }
  }
  window.addEventListener("hashchange", show);
  show();
}());
