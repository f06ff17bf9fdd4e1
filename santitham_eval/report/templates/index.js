// Search and filters; without them the table and the map are simply whole.
(function () {
  var rules = /*rules*/[].map(function (rule) {
    // A browser that lacks a sign of some rule searches without that rule.
    try { return [new RegExp(rule[0], "g"), rule[1]]; } catch (error) { return [/$^/, ""]; }
  });
  function plain(words) {
    return words.toLowerCase().replace(/[๐-๙]/g, function (digit) {
      return String.fromCharCode(digit.charCodeAt(0) - 0xE50 + 48);
    }).replace(/\s+/g, " ").trim();
  }
  // Thai without what typing often leaves out: tone marks, the silencer, spaces and hyphens.
  function thai(words) {
    return plain(words).replace(/\u0E4D\u0E32/g, "\u0E33").replace(/\u0E40\u0E40/g, "\u0E41")
      .replace(/[\u0E47-\u0E4C\u200B-\u200F .\-]/g, "");
  }
  // Names in Latin letters, so that one name has one key however it is spelt.
  function latin(words) {
    return rules.reduce(function (key, rule) { return key.replace(rule[0], rule[1]); }, plain(words));
  }
  var tools = document.getElementById("tools"), search = document.getElementById("search");
  var filters = Array.prototype.slice.call(tools.querySelectorAll("select"));
  var count = document.getElementById("count");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#tambons tbody tr"));
  var known = rows.map(function (row) {
    var names = Array.prototype.slice.call(row.querySelectorAll(".st-name [lang=en]"));
    return {
      row: row, plain: plain(row.textContent), thai: thai(row.textContent),
      latin: names.map(function (name) { return latin(name.textContent); }),
      shape: document.getElementById("m" + row.querySelector("code").textContent)
    };
  });
  function show() {
    var asked = plain(search.value), folded = thai(asked), key = latin(asked), shown = 0;
    known.forEach(function (each) {
      var found = !asked || each.plain.indexOf(asked) >= 0 || (folded && each.thai.indexOf(folded) >= 0)
        || (key.length > 2 && !/\d/.test(asked) && each.latin.some(function (name) { return name.indexOf(key) >= 0; }));
      var on = found && filters.every(function (filter) {
        return !filter.value || each.row.classList.contains(filter.value);
      });
      each.row.hidden = !on;
      if (each.shape) { each.shape.classList.toggle("st-off", !on); }
      shown += on ? 1 : 0;
    });
    count.textContent = shown;
  }
  search.addEventListener("input", show);
  filters.forEach(function (filter) { filter.addEventListener("change", show); });
  tools.hidden = false;
}());
