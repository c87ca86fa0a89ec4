// Only in `gridpress serve`: reloads the page when what it shows has changed, and shows faults.
(function () {
  "use strict";
  var source = new EventSource("/-/changes?path=" + encodeURIComponent(location.pathname));
  var box = null;
  source.addEventListener("reload", function () { location.reload(); });
  source.addEventListener("faults", function (event) {
    var text = JSON.parse(event.data);
    if (box) { box.remove(); box = null; }
    if (!text) { return; }
    box = document.createElement("pre");
    box.setAttribute("role", "alert");
    box.textContent = text;
    box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:1rem;z-index:99;" +
      "background:#3b0d0c;color:#fff;font:16px/1.5 monospace;white-space:pre-wrap";
    document.body.appendChild(box);
  });
}());
