// Contents, search, and what the address after # asks for.
import { el, prose } from "./dom.js";
import { groups, main, onSearch, present, ranked, search } from "./frame.js";
import { operationView, parametersOf, useParameters } from "./operation.js";
import { resolve, useSchemas } from "./schema.js";

const METHODS = ["get", "post", "put", "patch", "delete"];
let document_ = null;
let operations = [];

// --- the document ---------------------------------------------------------------------------------------------------

function read(found) {
  document_ = found;
  useSchemas(found.components?.schemas ?? {});
  useParameters(found.components?.parameters ?? {});
  for (const [path, item] of Object.entries(found.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      operations.push({ path, method, operation, group: operation.tags?.[0] ?? "Other", id: operation.operationId, words: words(path, method, operation) });
    }
  }
}

/** Everything that a search should find: the address, the words, and the names of fields two levels down. */
function words(path, method, operation) {
  const names = parametersOf(operation).map((each) => each.name);
  const add = (schema, depth) => {
    const found = resolve(schema);
    if (depth > 2) return;
    if (found.items) add(found.items, depth);
    for (const choice of found.choices ?? []) add(choice, depth);
    for (const [name, each] of Object.entries(found.properties ?? {})) { names.push(name); add(each, depth + 1); }
  };
  for (const media of Object.values(operation.requestBody?.content ?? {})) add(media.schema, 0);
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (status.startsWith("2")) for (const media of Object.values(response.content ?? {})) add(media.schema, 0);
  }
  const near = `${method} ${path} ${operation.summary ?? ""} ${operation.operationId}`.toLowerCase();
  return { near, all: `${near} ${operation.description ?? ""} ${names.join(" ")}`.toLowerCase() };
}

// --- contents -------------------------------------------------------------------------------------------------------

function listContents() {
  const query = search.value.trim();
  const found = ranked(operations, query);
  const here = decodeURIComponent(location.hash);
  groups.replaceChildren(...document_.tags.map((tag) => {
    const own = found.filter(({ group }) => group === tag.name);
    if (!own.length) return "";
    return el("details", { class: "group", open: true },
      el("summary", {}, tag.name, el("span", { class: "count" }, String(own.length))),
      el("ul", {}, own.map((each) => el("li", {}, el("a", { href: `#/op/${each.id}`, "aria-current": here === `#/op/${each.id}` && "page" },
        el("span", { class: `method ${each.method}` }, each.method === "delete" ? "del" : each.method),
        el("span", {}, each.operation.summary ?? each.path))))));
  }));
  if (!found.length) groups.append(el("p", { class: "nothing" }, "Nothing found for “", query, "”."));
}

onSearch(listContents, (query) => {
  const [first] = ranked(operations, query);
  return first && `#/op/${first.id}`;
});

// --- views ----------------------------------------------------------------------------------------------------------

function overview() {
  const cards = document_.tags.map((tag) => el("a", { class: "card", href: `#/group/${encodeURIComponent(tag.name)}` },
    el("strong", {}, tag.name), el("span", {}, tag.description)));
  return [el("h1", {}, document_.info.title), prose(document_.info.description), el("div", { class: "cards" }, cards)];
}

function groupView(name) {
  const tag = document_.tags.find((each) => each.name === name);
  if (!tag) return overview();
  const rows = operations.filter(({ group }) => group === name).map((each) => el("li", {}, el("a", { href: `#/op/${each.id}` },
    el("span", { class: `method ${each.method}` }, each.method), el("span", { class: "path" }, each.path), el("span", {}, each.operation.summary))));
  return [el("h1", {}, tag.name), prose(tag.description), el("ul", { class: "rows" }, rows)];
}

function show() {
  const [, kind, name] = /^#\/(op|group)\/(.+)$/.exec(decodeURIComponent(location.hash)) ?? [];
  const operation = kind === "op" ? operations.find(({ id }) => id === name) : null;
  const view = operation ? operationView(operation) : kind === "group" ? groupView(name) : overview();
  present(view, `${operation?.operation.summary ?? (kind === "group" ? name : "Arbeit")} · Arbeit API`);
  listContents();
  groups.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

try {
  const response = await fetch("/api/openapi.json");
  if (!response.ok) throw new Error((await response.json()).detail);
  read(await response.json());
  addEventListener("hashchange", () => { show(); main.focus({ preventScroll: true }); });
  show();
} catch (error) {
  main.replaceChildren(el("h1", {}, "The description could not be loaded"), el("p", {}, String(error.message ?? error)));
}
