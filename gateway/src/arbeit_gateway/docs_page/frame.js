// What both pages share: light and dark, the menu of small screens, and the search field above the contents.

export const main = document.querySelector("main");
export const groups = document.querySelector(".groups");
export const search = document.querySelector(".search input");
const contents = document.querySelector(".contents");
const menu = document.querySelector(".menu");

const root = document.documentElement;
const chosen = localStorage.getItem("arbeit-docs-theme");
if (chosen) root.dataset.theme = chosen;
document.querySelector(".theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("arbeit-docs-theme", root.dataset.theme);
});

export function showContents(open) {
  contents.classList.toggle("open", open);
  menu.setAttribute("aria-expanded", String(open));
}
menu.addEventListener("click", () => showContents(!contents.classList.contains("open")));
main.addEventListener("click", () => showContents(false));

/** `list` shows what matches the field; `first` is the address of the best match, for Enter. */
export function onSearch(list, first) {
  search.addEventListener("input", list);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const address = first(search.value.trim());
      if (address) location.hash = address;
    } else if (event.key === "Escape") {
      search.value = "";
      list();
      search.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      showContents(true);
      search.focus();
    }
  });
}

/** Of what matches, first what matches by name. Each entry has `words.near` and `words.all`, lower case. */
export function ranked(entries, query) {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return entries;
  const found = entries.filter(({ words }) => wanted.every((word) => words.all.includes(word)));
  const near = found.filter(({ words }) => wanted.every((word) => words.near.includes(word)));
  return [...near, ...found.filter((each) => !near.includes(each))];
}

/** Puts a view in place of the last one. */
export function present(view, title) {
  main.replaceChildren(...view.flat(3).filter(Boolean));
  document.title = title;
  scrollTo(0, 0);
  showContents(false);
}
