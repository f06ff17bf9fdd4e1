// Search and filter; without it the table is simply whole.
(function () {
  var search = document.getElementById("search"), filter = document.getElementById("filter");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#tambons tbody tr"));
  var count = document.getElementById("count");
  var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function show() {
    var wanted = search.value.trim().toLowerCase(), state = filter.value, shown = 0;
    rows.forEach(function (row, i) {
      var on = words[i].indexOf(wanted) >= 0 && (!state || row.querySelector("td.st-" + state));
      row.hidden = !on;
      shown += on ? 1 : 0;
    });
    count.textContent = shown;
  }
  search.addEventListener("input", show);
  filter.addEventListener("change", show);
  document.getElementById("tools").hidden = false;
}());
