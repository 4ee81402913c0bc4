// JSON Schema, for people: one line per field, nested ones folded, and an example made from it.
import { el, prose } from "./dom.js";

let schemas = {};
export function useSchemas(found) { schemas = found; }

/** `#/components/schemas/JobOut` of OpenAPI, `#/$defs/Interviewer` of a JSON Schema. */
const named = (reference) => reference.slice(reference.lastIndexOf("/") + 1);

/** The schema behind a reference; `null` alternatives are taken out and remembered as `nullable`. */
export function resolve(schema) {
  if (!schema) return {};
  if (schema.$ref) return { ...schemas[named(schema.$ref)], name: named(schema.$ref), ...without(schema, "$ref") };
  if (schema.allOf?.length === 1) return { ...resolve(schema.allOf[0]), ...without(schema, "allOf") };
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const rest = choices.filter((choice) => choice.type !== "null");
    if (rest.length === 1) return { ...resolve(rest[0]), ...without(schema, "anyOf", "oneOf"), nullable: rest.length < choices.length };
    return { ...without(schema, "anyOf", "oneOf"), choices: rest, nullable: rest.length < choices.length };
  }
  if (Array.isArray(schema.type)) {
    const rest = schema.type.filter((type) => type !== "null");
    return { ...schema, type: rest.length === 1 ? rest[0] : rest.join(" or "), nullable: rest.length < schema.type.length };
  }
  return schema;
}

function without(object, ...keys) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** "string · date-time", "list of JobOut", "InterviewOut or OwnInterviewOut". */
export function typeOf(schema) {
  const found = resolve(schema);
  let text;
  if (found.choices) text = found.choices.map(typeOf).join(" or ");
  else if (found.const !== undefined) text = JSON.stringify(found.const);
  else if (found.type === "array") text = `list of ${typeOf(found.items ?? {})}`;
  else if (found.properties && found.name) text = title(found.name);
  else text = [found.type ?? (found.enum ? "string" : "anything"), found.format].filter(Boolean).join(" · ");
  return found.nullable ? `${text} or null` : text;
}

/** `Page_JobOut_` reads better as "Page of JobOut". */
export function title(name) {
  return name.replace(/_$/, "").replace(/_(?=[A-Z])/, " of ").replaceAll("__", ", ").replaceAll("_", " ");
}

const LIMITS = [
  ["minLength", "%s or more characters"], ["maxLength", "up to %s characters"], ["minimum", "from %s"], ["maximum", "to %s"],
  ["exclusiveMinimum", "above %s"], ["exclusiveMaximum", "below %s"], ["minItems", "%s or more"], ["maxItems", "up to %s"], ["pattern", "matches %s"],
];

function notes(schema) {
  const found = resolve(schema);
  const texts = LIMITS.filter(([key]) => found[key] !== undefined).map(([key, text]) => text.replace("%s", found[key]));
  if (found.default !== undefined && found.default !== null) texts.push(`default ${JSON.stringify(found.default)}`);
  return texts.join(", ");
}

/** One field: name, type, limits, values, description, and its own fields folded below. */
export function field(name, schema, required, description, depth = 0) {
  const found = resolve(schema);
  const inner = found.type === "array" ? resolve(found.items) : found;
  const values = found.enum ?? inner.enum;
  const below = nested(inner, depth);
  return el("li", { class: "field" },
    el("div", { class: "field-head" },
      name && el("span", { class: "field-name" }, name),
      el("span", { class: "field-type" }, typeOf(schema)),
      required && el("span", { class: "required" }, "required"),
      schema["x-pii"] && el("span", { class: "personal", title: "About a natural person: erase it when asked to" }, "personal"),
      el("span", { class: "field-note" }, notes(schema))),
    prose(description ?? found.description),
    values && el("div", { class: "values" }, values.map((value) => el("code", {}, String(value)))),
    below);
}

function nested(schema, depth) {
  const parts = schema.choices ?? (schema.properties ? [schema] : []);
  const lists = parts.map((part) => [part, fields(part, depth + 1)]).filter(([, list]) => list);
  if (!lists.length || depth > 5) return null;
  return el("details", { class: "more" },
    el("summary", {}, lists.length > 1 ? "Either of" : "Fields"),
    lists.map(([part, list]) => [lists.length > 1 && el("h3", {}, typeOf(part)), list]));
}

/** The list of an object's fields, or of a list's entries; null when there are none to show. */
export function fields(schema, depth = 0) {
  const found = resolve(schema);
  if (found.type === "array") return fields(found.items, depth);
  if (found.choices) {
    return el("div", {}, found.choices.map((choice) => [el("h3", {}, typeOf(choice)), fields(choice, depth)]));
  }
  const entries = Object.entries(found.properties ?? {});
  if (!entries.length) return null;
  const needed = new Set(found.required ?? []);
  entries.sort(([a], [b]) => needed.has(b) - needed.has(a));
  return el("ul", { class: "fields" }, entries.map(([name, each]) => field(name, each, needed.has(name), undefined, depth)));
}

const FORMATS = { "date-time": "2026-03-02T09:30:00.000Z", date: "2026-03-02", email: "ada@example.com", uri: "https://example.com", binary: "(file)" };
const WORDS = {
  email: "ada@example.com", name: "Ada Lovelace", title: "Staff engineer", phone: "+44 20 7946 0000", time_zone: "Asia/Kolkata", password: "correct horse battery",
  reason: "The client asked for it", location: "London", company_name: "Analytical Engines Ltd", next_cursor: null, website: "https://example.com",
};

/** An example value; `seen` stops at schemas that contain themselves. */
export function example(schema, name = "", seen = []) {
  const found = resolve(schema);
  if (found.example !== undefined) return found.example;
  if (found.examples?.length) return found.examples[0];
  if (found.const !== undefined) return found.const;
  if (found.default != null && !Array.isArray(found.default)) return found.default;
  if (found.enum) return found.enum[0];
  if (found.choices) return example(found.choices[0], name, seen);
  if (found.name && seen.includes(found.name)) return {};
  const deeper = found.name ? [...seen, found.name] : seen;
  if (found.properties) {
    return Object.fromEntries(Object.entries(found.properties).map(([key, each]) => [key, example(each, key, deeper)]));
  }
  if (found.type === "array") return [example(found.items ?? {}, name.replace(/s$/, ""), deeper)];
  if (name in WORDS && (found.type === "string" || found.type === undefined)) return WORDS[name];
  if (found.format in FORMATS) return FORMATS[found.format];
  if (found.type === "string") return /_id$/.test(name) ? `${name.replace(/_id$/, "").slice(0, 4)}_01j8…` : "text";
  if (found.type === "integer" || found.type === "number") return found.minimum ?? 1;
  if (found.type === "boolean") return true;
  return found.type === "object" ? {} : null;
}
