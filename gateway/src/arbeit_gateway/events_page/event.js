// One event: what it says, its data, the envelope around it, and how to hear it.
import { el, path, prose, sample } from "/api/docs/dom.js";
import { example, fields, useSchemas } from "/api/docs/schema.js";

export function eventView(event, envelope) {
  const schema = event.document;
  useSchemas({ ...envelope.$defs, ...schema.$defs });
  return [
    el("div", { class: "crumb" }, el("a", { class: "plain-link", href: `#/service/${event.service}` }, event.service)),
    el("h1", {}, event.name),
    el("div", { class: "address" }, path(event.type)),
    el("div", { class: "pills" },
      el("span", { class: "pill" }, `version ${event.version}`),
      event.subscribers.map((name) => el("span", { class: "pill" }, `read by ${name}`))),
    prose(schema.description),
    el("div", { class: "columns" },
      el("div", {},
        el("h2", {}, "Data"), fields(schema) ?? el("p", { class: "quiet" }, "Nothing beyond the envelope."),
        el("details", { class: "more" }, el("summary", {}, "The envelope around it"), fields(envelope))),
      el("div", { class: "aside" },
        sample("Message", JSON.stringify(message(event), null, 2), true),
        sample("Python", python(event)),
        el("p", { class: "quiet" }, el("a", { class: "plain-link", href: event.schema }, "JSON Schema")))),
  ];
}

/** The event as it would arrive, with made-up values. */
function message(event) {
  const data = example(event.document);
  const own = Object.entries(data).find(([name]) => name.endsWith("_id"));
  return {
    specversion: "1.0",
    id: "evt_01j8…",
    source: `/arbeit/${event.service}`,
    type: event.type,
    subject: own?.[1] ?? "…",
    time: "2026-03-02T09:30:00.000Z",
    datacontenttype: "application/json",
    dataschema: event.document.$id,
    sequence: 1,
    ...("client_id" in data && { clientid: data.client_id }),
    actorid: "user_01j8…",
    correlationid: "req_01j8…",
    data,
  };
}

function python(event) {
  const handler = event.name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
  return `from arbeit_events import Envelope
from arbeit_events.${event.service} import ${event.name}


@subscriber.on(${event.name})
async def ${handler}(event: Envelope, data: ${event.name}) -> None:
    print(event.time, event.subject)`;
}
