import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import createClient from "openapi-fetch";
import { expect, test } from "vitest";
import type { paths } from "@/api/generated/schema";
import PreferencesTable from "./preferences-table";

const OFFERED = [
  { type: "interview_slots", in_app: true, email: true, mandatory: false },
  { type: "account_security", in_app: null, email: true, mandatory: true },
];

function shown(refuse: boolean) {
  const sent: unknown[] = [];
  let items = OFFERED;
  const client = createClient<paths>({
    baseUrl: "http://portal.test",
    fetch: async (request) => {
      if (request.method === "PUT") {
        const body: { items: Partial<(typeof OFFERED)[number]>[] } = await request.json();
        sent.push(body);
        if (refuse) return Response.json({ status: 503, title: "No" }, { status: 503 });
        items = items.map((each) => ({
          ...each,
          ...body.items.find((wish) => wish.type === each.type),
        }));
      }
      return Response.json({ items, version: 1 });
    },
  });
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={cache}>
      <PreferencesTable client={client} />
    </QueryClientProvider>,
  );
  return sent;
}

const mail = "Times for an interview wait for you: By mail";
const app = "Times for an interview wait for you: In the app";

test("a switch is sent alone and at once; with both off it is said what is missed", async () => {
  const sent = shown(false);
  await userEvent.click(await screen.findByRole("checkbox", { name: mail }));
  expect(screen.getByRole("checkbox", { name: mail })).not.toBeChecked();
  await userEvent.click(screen.getByRole("checkbox", { name: app }));
  await screen.findByText(/you will not hear/);
  await waitFor(() =>
    expect(sent).toEqual([
      { items: [{ type: "interview_slots", email: false }] },
      { items: [{ type: "interview_slots", in_app: false }] },
    ]),
  );
});

test("what always comes has no switch", async () => {
  shown(false);
  await screen.findByText("Sign-in links and your account");
  expect(screen.getAllByRole("checkbox")).toHaveLength(2);
  expect(screen.getByText("Always")).toBeVisible();
});

test("a switch that the server refuses goes back", async () => {
  const sent = shown(true);
  await userEvent.click(await screen.findByRole("checkbox", { name: mail }));
  await waitFor(() => expect(sent).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: mail })).toBeChecked());
});
