// Runs before the first paint, so that no page flashes in the wrong theme. A file of its own: the policy of the page
// allows no inline script. The same rule is in src/lib/preferences.ts, which takes over from here.
(function () {
  var root = document.documentElement;
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem("arbeit.preferences") || "{}") || {};
  } catch (_) {
    // A broken or forbidden store: the system's theme it is.
  }
  var dark =
    chosen.theme === "dark" ||
    (chosen.theme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.density = chosen.density === "compact" ? "compact" : "comfortable";
})();
