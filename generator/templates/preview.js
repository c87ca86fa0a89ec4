// Only in `gridpress serve`: reloads the page when it would show something else, and says what is wrong with an edit.
(function () {
  "use strict";
  var shown = document.currentScript.getAttribute("data-shown");
  var source = null, box = null, CLOSED = "gp-closed-faults";

  // A hidden page does not listen: browsers keep few lines to one server. What it missed it hears when it is seen again.
  function follow() {
    if (document.hidden) {
      if (source) { source.close(); source = null; }
    } else if (!source) {
      source = new EventSource("/-/changes?shown=" + shown + "&path=" + encodeURIComponent(location.pathname));
      source.addEventListener("reload", function () { location.reload(); });
      source.addEventListener("faults", function (event) { tell(event.data); });
    }
  }

  function add(parent, name, text, look) {
    var node = document.createElement(name);
    if (text) { node.textContent = text; }
    if (look) { node.className = look; }
    return parent.appendChild(node);
  }

  function addLine(item, parts) {
    var line = add(item, "pre", "", "gpp-line"), spot;
    add(line, "span", parts[0]);
    spot = add(line, "mark", parts[1]);
    spot.className = "gpp-spot";
    add(line, "span", parts[2]);
  }

  function close() {
    box.remove();
    box = null;
    document.documentElement.style.scrollPaddingTop = "";
  }

  // A box that was closed stays closed, on every page, until something else is to say.
  function tell(data) {
    var said = JSON.parse(data), head, title, list, button;
    document.documentElement.setAttribute("data-told", "");
    if (box && box.said === data) { return; }
    if (box) { close(); }
    if (!said) { sessionStorage.removeItem(CLOSED); }
    if (!said || sessionStorage.getItem(CLOSED) === data) { return; }
    box = document.createElement("section");
    box.said = data;
    box.className = said.stops ? "gpp-box" : "gpp-box gpp-box--note";
    box.tabIndex = 0;
    box.setAttribute("aria-labelledby", "gpp-title");
    head = add(box, "div", "", "gpp-head");
    title = add(head, "strong", said.title);
    title.id = "gpp-title";
    button = add(head, "button", said.close, "gpp-close");
    button.type = "button";
    button.addEventListener("click", function () { sessionStorage.setItem(CLOSED, data); close(); });
    box.addEventListener("keydown", function (event) { if (event.key === "Escape") { button.click(); } });
    list = add(box, "ol", "", "gpp-list");
    said.items.forEach(function (one) {
      var item = add(list, "li");
      if (one.place) { add(item, "div", one.place + "  " + one.code, "gpp-place"); }
      add(item, "div", one.message, "gpp-message");
      if (one.line.join("").trim()) { addLine(item, one.line); }
      one.help.forEach(function (text) { add(item, "div", text, "gpp-help"); });
    });
    if (said.more) { add(box, "p", said.more); }
    document.body.insertBefore(box, document.body.firstChild);
    title.setAttribute("role", said.stops ? "alert" : "status");
    document.documentElement.style.scrollPaddingTop = box.offsetHeight + "px";
  }

  document.addEventListener("visibilitychange", follow);
  follow();
}());
