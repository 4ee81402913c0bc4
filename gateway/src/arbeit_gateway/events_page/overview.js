// The first page: what is promised, how to begin, what there is.
import { el, sample } from "/api/docs/dom.js";

export const SERVICES = {
  auth: { title: "Accounts", text: "Agency staff, client users and candidates' accounts, their roles and sessions." },
  tenancy: { title: "Clients", text: "The companies that hire." },
  jobs: { title: "Jobs", text: "What the clients are looking for, until it is filled." },
  candidates: { title: "Candidates", text: "One person's application to one job, from the first CV to the selection." },
  interviews: { title: "Interviews", text: "Rounds, slots, invitations and decisions." },
  notifications: { title: "Notifications", text: "What was told to whom, and whether it arrived." },
};

const PROMISES = [
  ["Told if and only if it happened", "An event is stored in the transaction of its change and published after it."],
  ["At least once", "The same id may come again. Keep the ids you have handled, in the transaction of their effect."],
  ["In order per entity", "Events of one subject are published in the order of sequence. Between entities there is no order."],
  ["Kept", "Your queue keeps what arrives while you are away; the log keeps 35 days for a replay from the beginning."],
  ["Only growing", "Within a version fields are only added. Another meaning is a new version, published beside the old one."],
];

const PYTHON = `import asyncio
from arbeit_events import Envelope
from arbeit_events.interviews import HiringInitiated
from arbeit_events.subscriber import Subscriber

subscriber = Subscriber(url, queue="payroll.events")


@subscriber.on(HiringInitiated)
async def hired(event: Envelope, data: HiringInitiated) -> None:
    print(event.time, data.candidate_id)


asyncio.run(subscriber.run())`;

export function overview(services, events) {
  const cards = services.map((name) => el("a", { class: "card", href: `#/service/${name}` },
    el("strong", {}, SERVICES[name]?.title ?? name), el("span", {}, SERVICES[name]?.text ?? name)));
  return [
    el("h1", {}, "Arbeit events"),
    el("p", {}, "Every change in Arbeit is told as an event: CloudEvents 1.0 in JSON on the topic exchange ",
      el("code", {}, "arbeit.events"), ", with the routing key ", el("code", {}, "service.Name.v1"), `. There are ${events.length} of them.`),
    el("h2", {}, "What is promised"),
    el("table", { class: "promises" }, el("tbody", {}, PROMISES.map(([name, text]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, text))))),
    el("h2", {}, "To begin"),
    el("div", { class: "starts" }, 
      el("div", {},
        el("p", {}, "Ask for an account on the broker, install the models with ", el("code", {}, "pip install ./shared/events"),
          " (they bring nothing else of ours), and name the events you want."),
        el("p", {}, "In another language: bind a durable queue of your own to ", el("code", {}, "arbeit.events"),
          " and read the messages by their JSON Schemas.")),
      sample("Python", PYTHON)),
    el("h2", {}, "What there is"),
    el("div", { class: "cards" }, cards),
  ];
}
