// Contents, search, and what the address after # asks for.
import { el, inline } from "/api/docs/dom.js";
import { groups, main, onSearch, present, ranked, search } from "/api/docs/frame.js";
import { eventView } from "./event.js";
import { overview, SERVICES } from "./overview.js";

let events = [];
let envelope = {};
const services = () => [...new Set(events.map(({ service }) => service))];
const addressOf = ({ type }) => `#/event/${type}`;
// A second major version stands beside the first: then the name alone would not tell them apart.
const nameOf = ({ name, version }) => version > 1 ? `${name} v${version}` : name;

async function get(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail);
  return body;
}

function listContents() {
  const query = search.value.trim();
  const found = ranked(events, query);
  groups.replaceChildren(...services().map((service) => {
    const own = found.filter((each) => each.service === service);
    if (!own.length) return "";
    return el("details", { class: "group", open: true },
      el("summary", {}, SERVICES[service]?.title ?? service, el("span", { class: "count" }, String(own.length))),
      el("ul", {}, own.map((each) => el("li", {},
        el("a", { href: addressOf(each), "aria-current": location.hash === addressOf(each) && "page" }, nameOf(each))))));
  }));
  if (!found.length) groups.append(el("p", { class: "nothing" }, "Nothing found for “", query, "”."));
}

onSearch(listContents, (query) => {
  const [first] = ranked(events, query);
  return first && addressOf(first);
});

function serviceView(service) {
  const rows = events.filter((each) => each.service === service).map((each) => el("li", {},
    el("a", { href: addressOf(each) }, el("strong", {}, nameOf(each)), el("span", {}, inline(each.summary)))));
  return [el("h1", {}, SERVICES[service]?.title ?? service), el("p", {}, SERVICES[service]?.text), el("ul", { class: "rows" }, rows)];
}

async function show() {
  const wanted = location.hash;
  const [, kind, name] = /^#\/(event|service)\/(.+)$/.exec(decodeURIComponent(wanted)) ?? [];
  const event = kind === "event" ? events.find(({ type }) => type === name) : null;
  if (event) {
    event.document ??= await get(event.schema);
    if (location.hash !== wanted) return;
    present(eventView(event, envelope), `${nameOf(event)} · Arbeit events`);
  } else if (kind === "service" && services().includes(name)) {
    present(serviceView(name), `${SERVICES[name]?.title ?? name} · Arbeit events`);
  } else {
    present(overview(services(), events), "Arbeit events");
  }
  listContents();
  groups.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function failed(error) {
  present([el("h1", {}, "The events could not be loaded"), el("p", {}, String(error.message ?? error))], "Arbeit events");
}

try {
  const [list, common] = await Promise.all([get("/api/events/schemas"), get("/api/events/schemas/envelope")]);
  envelope = common;
  events = list.items.map((each) => {
    const near = `${each.type} ${each.service} ${each.name.replace(/([a-z])([A-Z])/g, "$1 $2")}`.toLowerCase();
    return { ...each, words: { near, all: `${near} ${each.summary} ${each.fields.join(" ")}`.toLowerCase() } };
  });
  addEventListener("hashchange", () => { show().then(() => main.focus({ preventScroll: true }), failed); });
  await show();
} catch (error) {
  failed(error);
}
