import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Search } from "lucide-react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Me } from "@/api/sessions";
import { register } from "./registry";
import Palette from "./palette";
import type { Command, SearchSource } from "./types";

const user: Me = {
  user_id: "user_1",
  email: "ada@arbeit.example",
  name: "Ada",
  phone: null,
  role: "recruiter",
  role_id: null,
  client_id: null,
  status: "active",
  must_change_password: false,
  created_at: "2026-01-01T00:00:00.000Z",
  created_by: null,
  version: 1,
  permissions: ["candidates:read"],
};
const context = { user, navigate: vi.fn() };

function command(id: string, title: string, more: Partial<Command> = {}): Command {
  return { id, title, group: "go", run: vi.fn(), ...more };
}

let unregister = () => undefined as void;
beforeEach(() => {
  localStorage.clear();
  unregister();
});

test("finds a command by its words, runs it, and remembers it", async () => {
  const jobs = command("go.jobs", "Go to Jobs", { keys: "g j" });
  unregister = register([
    jobs,
    command("dark", "Dark theme", { group: "view" }),
    command("j", "Next row", { keysOnly: true }),
  ]);
  const typing = userEvent.setup();
  const { unmount } = render(<Palette context={context} sources={[]} />);
  expect(screen.queryByText("Next row")).not.toBeInTheDocument();
  await typing.type(screen.getByRole("combobox"), "jobs");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await typing.keyboard("{Enter}");
  await vi.waitFor(() => expect(jobs.run).toHaveBeenCalledOnce());
  unmount();
  render(<Palette context={context} sources={[]} />);
  expect(screen.getByText("Recent")).toBeInTheDocument();
});

test("asks only the sources that the person may see, and one that fails does not hide the others", async () => {
  const people: SearchSource = {
    id: "candidates",
    label: "Candidates",
    icon: Search,
    when: (who) => who.permissions.includes("candidates:read"),
    search: vi.fn(async (words: string) => [
      { id: "cand_1", title: `${words} Wei`, hint: "Engineer", run: vi.fn() },
    ]),
  };
  const clients: SearchSource = {
    id: "clients",
    label: "Clients",
    icon: Search,
    when: () => true,
    search: vi.fn(() => Promise.reject(new Error("down"))),
  };
  const secret: SearchSource = {
    id: "users",
    label: "Users",
    icon: Search,
    when: () => false,
    search: vi.fn(),
  };
  unregister = register([]);
  render(<Palette context={context} sources={[people, clients, secret]} />);
  await userEvent.type(screen.getByRole("combobox"), "Chen");
  expect(await screen.findByRole("option", { name: /Chen Wei/ })).toBeInTheDocument();
  expect(screen.getByText("Clients could not be searched")).toBeInTheDocument();
  expect(people.search).toHaveBeenCalledOnce();
  expect(secret.search).not.toHaveBeenCalled();
});
