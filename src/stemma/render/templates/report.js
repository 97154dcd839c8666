(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var SPAN = /^([A-Za-z]+_[0-9A-Za-z]+)\.(\d+)-(\d+)$/;

  function unfold(element) {
    for (var fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) { fold.open = true; }
  }

  // Offsets count code points; JavaScript counts UTF-16 units, and stand-ins for hidden characters say how many they stand for.
  function units(text, points) {
    var at = 0;
    while (points > 0 && at < text.length) { at += text.codePointAt(at) > 0xffff ? 2 : 1; points -= 1; }
    return at;
  }

  function rangeOf(home, start, end) {
    var range = document.createRange(), begun = false;
    var texts = home.querySelectorAll("p.text");
    for (var i = 0; i < texts.length; i += 1) {
      var at = Number(texts[i].dataset.at);
      var walker = document.createTreeWalker(texts[i], NodeFilter.SHOW_TEXT);
      for (var node = walker.nextNode(); node; node = walker.nextNode()) {
        var held = node.parentElement.closest("[data-n]");
        var length = held ? Number(held.dataset.n) : Array.from(node.data).length;
        if (!begun && at + length > start) { range.setStart(node, held ? 0 : units(node.data, Math.max(0, start - at))); begun = true; }
        if (begun && at + length >= end) { range.setEnd(node, held ? node.data.length : units(node.data, end - at)); return range; }
        at += length;
      }
    }
    return begun ? range : null;
  }

  function show() {
    if (window.CSS && CSS.highlights) { CSS.highlights.delete("cited"); }
    var name = decodeURIComponent(location.hash.slice(1));
    var target = document.getElementById(name);
    if (target) { unfold(target); target.scrollIntoView({ block: SPAN.test(name) ? "center" : "start" }); }
    var match = SPAN.exec(name);
    var home = match && document.getElementById(match[1]);
    if (!home) { return; }
    unfold(home.querySelector("p.text") || home);
    var range = rangeOf(home, Number(match[2]), Number(match[3]));
    if (!range) { return; }
    if (window.CSS && CSS.highlights && window.Highlight) { CSS.highlights.set("cited", new Highlight(range)); }
    if (!target) { range.startContainer.parentElement.scrollIntoView({ block: "center" }); }
  }

  // What a letter stands for, told when it is pointed at: once per letter it would make the page too large.
  document.addEventListener("mouseover", function (event) {
    var letter = event.target.closest && event.target.closest("a.sig:not([title])");
    var home = letter && document.getElementById(letter.hash.slice(1).split(".")[0]);
    var line = home && home.querySelector("summary");
    if (line) { letter.title = line.textContent.trim(); }
  });

  var KINDS = { ent: "name: ", stmt: "statement: ", claim: "claim: ", dis: "disagreement: ", event: "event: ", deriv: "from a parent: " };
  var card = null;
  function close() { if (card) { card.remove(); card = null; } }
  function line(record, id) { return { id: id, href: "#" + record.id, words: record.textContent.trim().replace(/\s+/g, " ").slice(0, 140) }; }
  // A name stands once per story that has it: its line is called STORY.NAME.
  function entry(id, story, home) {
    var whole = id.indexOf("ent_") === 0 ? story + "." + id : id, record = document.getElementById(whole);
    return record ? line(record, id) : home ? { id: id, href: home + "#" + whole, words: "in the story" } : null;
  }
  // Lines of the page that lead to a span, without those that stand in a text.
  function leading(anchor) {
    return Array.from(document.querySelectorAll("a[href='#" + anchor + "']")).map(function (link) {
      var record = link.closest("li[id], .difference[id], div[id^=deriv]");
      return record && !record.closest(".article") ? line(record, record.id) : null;
    });
  }
  function open(found) {
    close();
    if (!found.length) { return; }
    card = document.createElement("div");
    card.className = "card";
    card.setAttribute("role", "status");
    var button = document.createElement("button");
    button.type = "button"; button.textContent = "×"; button.setAttribute("aria-label", "Close");
    button.addEventListener("click", close);
    var list = document.createElement("ul");
    found.slice(0, 12).forEach(function (record) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = record.href;
      link.textContent = record.words;
      item.append(KINDS[record.id.split(".").pop().split("_")[0]] || "", link);
      list.append(item);
    });
    card.append(button, list);
    document.body.append(card);
  }
  document.addEventListener("click", function (event) {
    var mark = event.target.closest && event.target.closest(".article [data-r], .article .text [id]");
    if (!mark || event.target.closest("a")) { return; }
    var found = {}, place = mark.closest("[data-home]"), home = place && place.dataset.home, section = mark.closest("section.story, details.alone");
    var story = home ? home.split("/").pop() : section ? section.id : "";
    for (; mark; mark = mark.parentElement.closest(".text [data-r], .text [id]")) {
      (mark.dataset.r ? mark.dataset.r.split(" ").map(function (id) { return entry(id, story, home); }) : [])
        .concat(mark.id ? leading(mark.id) : [])
        .forEach(function (record) { if (record) { found[record.href] = found[record.href] || record; } });
    }
    open(Object.keys(found).map(function (href) { return found[href]; }));
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
  window.addEventListener("hashchange", show);
  if (location.hash) { show(); }
}());
