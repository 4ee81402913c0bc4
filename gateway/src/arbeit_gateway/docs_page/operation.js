// One operation: address, parameters, body, answers, and how to call it.
import { el, path, prose, sample } from "./dom.js";
import { example, field, fields, resolve, typeOf } from "./schema.js";

const CALLERS = { internal: "Agency and client users", candidate: "Candidates" };
let parameters = {};
export function useParameters(found) { parameters = found; }

export function parametersOf(operation) {
  return (operation.parameters ?? []).map((given) => given.$ref ? parameters[given.$ref.split("/").pop()] : given);
}

export function operationView(found) {
  const { operation, method } = found;
  const audiences = operation["x-audiences"];
  return [
    el("div", { class: "crumb" }, el("a", { class: "plain-link", href: `#/group/${encodeURIComponent(found.group)}` }, found.group)),
    el("h1", {}, operation.summary ?? operation.operationId),
    el("div", { class: "address" }, el("span", { class: `method ${method}` }, method), path(found.path)),
    el("div", { class: "pills" },
      audiences
        ? audiences.map((name) => el("span", { class: "pill" }, CALLERS[name] ?? name))
        : el("span", { class: "pill open" }, "No sign-in needed"),
      operation.deprecated && el("span", { class: "pill" }, "deprecated")),
    prose(operation.description),
    el("div", { class: "columns" },
      el("div", {}, parameterList(operation), bodyView(operation), answers(operation)),
      el("div", { class: "aside" }, samples(found))),
  ];
}

function parameterList(operation) {
  const all = parametersOf(operation);
  const places = [["path", "In the path"], ["query", "In the query"], ["header", "In the headers"], ["cookie", "Cookies"]];
  return places.map(([place, heading]) => {
    const here = all.filter((each) => each.in === place);
    if (!here.length) return null;
    const items = here.map((each) => field(each.name, each.schema, each.required, each.description));
    return [el("h2", {}, heading), el("ul", { class: "fields" }, items)];
  });
}

function bodyView(operation) {
  const content = operation.requestBody?.content;
  if (!content) return null;
  return Object.entries(content).map(([kind, media]) => [
    el("h2", {}, "Body ", el("code", {}, kind)),
    fields(media.schema) ?? el("ul", { class: "fields" }, field("", media.schema, false)),
  ]);
}

function answers(operation) {
  const shown = Object.entries(operation.responses ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return [el("h2", {}, "Answers"), shown.map(([status, response]) => {
    const [kind, media] = Object.entries(response.content ?? {})[0] ?? [];
    const good = status.startsWith("2");
    const tone = good ? "ok" : status.startsWith("5") ? "worse" : "bad";
    const list = good && media ? fields(media.schema) : null;
    return el("details", { class: "answer", open: good },
      el("summary", {},
        el("span", { class: `status ${tone}` }, status === "default" ? "else" : status),
        el("span", {}, response.description === "Successful Response" ? "OK" : response.description),
        el("span", { class: "grow" }),
        media && el("span", { class: "field-type" }, good ? typeOf(media.schema) : "Problem")),
      el("div", {}, kind && el("p", { class: "quiet" }, el("code", {}, kind)), list,
        !list && media && !good && el("p", { class: "quiet" }, "RFC 9457: ", el("code", {}, "type"), ", ", el("code", {}, "title"), ", ",
          el("code", {}, "status"), ", ", el("code", {}, "detail"), ", ", el("code", {}, "request_id"), status === "422" && [" and ", el("code", {}, "errors"), " by field"], ".")));
  })];
}

function samples(found) {
  const { operation } = found;
  const body = operation.requestBody?.content?.["application/json"];
  const written = body ? JSON.stringify(example(body.schema), null, 2) : null;
  const good = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith("2"));
  const answer = good?.[1].content?.["application/json"];
  return [
    sample("Call", curl(found, written)),
    written && sample("Body", written, true),
    answer && Object.keys(resolve(answer.schema)).length > 0 && sample(`Answer ${good[0]}`, JSON.stringify(example(answer.schema), null, 2), true),
  ];
}

function curl(found, written) {
  const { operation, method } = found;
  const lines = [`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}'${location.origin}${found.path}'`];
  if (operation["x-audiences"]) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (written) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(JSON.parse(written)).replaceAll("'", "'\\''")}'`);
  else if (operation.requestBody?.content?.["multipart/form-data"]) lines.push("-F file=@cv.pdf");
  return lines.join(" \\\n  ");
}
