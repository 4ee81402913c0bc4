import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "@/api/problem";
import { useShortcuts } from "@/components/command/registry";
import type { ListParams } from "@/lib/search-params";
import { DataTable } from "./data-table";
import type { Column, Filter, ListQuery, OnSearch } from "./types";

interface Row {
  id: string;
  name: string;
  openings: number;
}

type Search = ListParams & { status?: string[] };

const ROWS: Row[] = [
  { id: "1", name: "Engineer", openings: 2 },
  { id: "2", name: "Nurse", openings: 4 },
  { id: "3", name: "Driver", openings: 1 },
];
const COLUMNS: Column<Row>[] = [
  {
    id: "name",
    header: "Title",
    sort: "title",
    cell: (row) => <a href={`/jobs/${row.id}`}>{row.name}</a>,
  },
  {
    id: "openings",
    header: "Openings",
    sort: "openings",
    align: "end",
    cell: (row) => row.openings,
  },
  { id: "note", header: "Note", hidden: true, cell: () => "seldom wanted" },
];
const FILTERS: Filter[] = [
  { id: "status", label: "Status", many: true, options: [{ value: "open", label: "Open" }] },
];

function query(change: Partial<ListQuery<Row>> = {}): ListQuery<Row> {
  return {
    data: { items: ROWS, next_cursor: null },
    error: null,
    isPending: false,
    isFetching: false,
    isPlaceholderData: false,
    refetch: vi.fn(),
    ...change,
  };
}

function List({
  of,
  start = {},
  onSearch,
  bulk,
}: {
  of: ListQuery<Row>;
  start?: Search;
  onSearch?: OnSearch<Search>;
  bulk?: boolean;
}) {
  const [search, setSearch] = useState<Search>(start);
  useShortcuts();
  return (
    <DataTable
      id="test"
      caption="Jobs"
      query={of}
      columns={COLUMNS}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      search={search}
      onSearch={(next, change) => {
        setSearch(next);
        onSearch?.(next, change);
      }}
      filters={FILTERS}
      empty={<p>No jobs yet</p>}
      bulk={
        bulk
          ? (rows) => <button type="button">Close {rows.map((row) => row.name).join(", ")}</button>
          : undefined
      }
    />
  );
}

const down = new Problem({
  status: 503,
  type: "unavailable",
  title: "",
  detail: "",
  requestId: "req_7",
});

beforeEach(() => localStorage.clear());
afterEach(() => void vi.restoreAllMocks());

describe("the six states", () => {
  test("full: rows with their links, columns that are wanted", () => {
    render(<List of={query()} />);
    const table = screen.getByRole("table", { name: "Jobs" });
    expect(
      within(table)
        .getAllByRole("rowheader")
        .map((each) => each.textContent),
    ).toEqual(["Engineer", "Nurse", "Driver"]);
    expect(within(table).queryByRole("columnheader", { name: "Note" })).not.toBeInTheDocument();
  });

  test("loading: the table's own shape, and nothing that could be taken for content", () => {
    render(<List of={query({ data: undefined, isPending: true, isFetching: true })} />);
    expect(screen.getByRole("table")).toBeInTheDocument();
    expect(screen.queryByRole("rowheader")).not.toBeInTheDocument();
  });

  test("loading for long: says so where everybody sees it", () => {
    vi.useFakeTimers();
    render(<List of={query({ data: undefined, isPending: true, isFetching: true })} />);
    act(() => vi.advanceTimersByTime(3_000));
    expect(screen.getByRole("status")).toHaveTextContent("Loading Jobs");
    act(() => vi.advanceTimersByTime(2_000));
    expect(screen.getByRole("status")).toHaveTextContent(/longer than usual/);
    expect(screen.getByRole("status")).not.toHaveClass("sr-only");
    vi.useRealTimers();
  });

  test("empty: says what will be here, without bars that filter nothing", () => {
    render(<List of={query({ data: { items: [], next_cursor: null } })} />);
    expect(screen.getByText("No jobs yet")).toBeInTheDocument();
    expect(screen.queryByRole("searchbox")).not.toBeInTheDocument();
  });

  test("no match: names the filters and clears them", async () => {
    const onSearch = vi.fn();
    render(
      <List
        of={query({ data: { items: [], next_cursor: null } })}
        start={{ q: "ada", status: ["open"], sort: "title" }}
        onSearch={onSearch}
      />,
    );
    expect(screen.getByText("Nothing fits these filters")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Clear filters" }));
    expect(onSearch).toHaveBeenCalledWith({ sort: "title" }, { replace: true });
  });

  test("error: what failed, the id, and another try", async () => {
    const refetch = vi.fn();
    render(<List of={query({ data: undefined, error: down, refetch })} />);
    expect(screen.getByText("Jobs could not be loaded")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Copy request id req_7" })).toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(refetch).toHaveBeenCalledOnce();
  });

  test("stale: the last rows stay, with a word", () => {
    render(<List of={query({ error: down })} />);
    expect(screen.getByText("Could not refresh")).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Nurse" })).toBeInTheDocument();
  });
});

test("a head sorts, and says how", async () => {
  const onSearch = vi.fn();
  render(<List of={query()} onSearch={onSearch} />);
  const head = screen.getByRole("columnheader", { name: "Title" });
  expect(head).toHaveAttribute("aria-sort", "none");
  await userEvent.click(within(head).getByRole("button"));
  expect(onSearch).toHaveBeenLastCalledWith({ sort: "title" }, { replace: true });
  expect(head).toHaveAttribute("aria-sort", "ascending");
});

test("typing asks once it rests, and keeps the focus", async () => {
  const onSearch = vi.fn();
  const user = userEvent.setup();
  render(<List of={query()} onSearch={onSearch} start={{ cursor: "abc" }} />);
  const box = screen.getByRole("searchbox", { name: "Search Jobs" });
  await user.type(box, "nurse");
  expect(onSearch).not.toHaveBeenCalled();
  await vi.waitFor(() =>
    expect(onSearch).toHaveBeenCalledExactlyOnceWith({ q: "nurse" }, { replace: true }),
  );
  expect(box).toHaveFocus();
});

test("pages go on and back; an address that somebody sent offers the first", async () => {
  const onSearch = vi.fn();
  const user = userEvent.setup();
  const { unmount } = render(
    <List of={query({ data: { items: ROWS, next_cursor: "c2" } })} onSearch={onSearch} />,
  );
  expect(screen.getByRole("button", { name: "Previous" })).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "Next" }));
  expect(onSearch).toHaveBeenLastCalledWith({ cursor: "c2" }, { replace: false });
  await user.click(screen.getByRole("button", { name: "Previous" }));
  expect(onSearch).toHaveBeenLastCalledWith({}, { replace: false });
  unmount();
  render(<List of={query()} start={{ cursor: "from-a-mail" }} onSearch={onSearch} />);
  await user.click(screen.getByRole("button", { name: "First page" }));
  expect(onSearch).toHaveBeenLastCalledWith({}, { replace: false });
});

describe("by keyboard", () => {
  test("j and k walk, x chooses, and nothing happens while somebody types", async () => {
    const user = userEvent.setup();
    render(<List of={query()} bulk />);
    await user.keyboard("j");
    expect(screen.getByRole("link", { name: "Engineer" })).toHaveFocus();
    await user.keyboard("jj");
    expect(screen.getByRole("link", { name: "Driver" })).toHaveFocus();
    await user.keyboard("kx");
    expect(screen.getByRole("link", { name: "Nurse" })).toHaveFocus();
    expect(screen.getByRole("checkbox", { name: "Select Nurse" })).toBeChecked();
    await user.keyboard("/");
    await user.keyboard("jx");
    expect(screen.getByRole("searchbox")).toHaveValue("jx");
    expect(screen.getByRole("checkbox", { name: "Select Nurse" })).toBeChecked();
  });
});

test("chosen rows bring a toolbar that says how many; another question forgets them", async () => {
  const user = userEvent.setup();
  render(<List of={query()} bulk />);
  await user.click(screen.getByRole("checkbox", { name: "Select Engineer" }));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByRole("checkbox", { name: "Select Driver" }));
  await user.keyboard("{/Shift}");
  const bar = screen.getByRole("toolbar");
  expect(within(bar).getByText("3 selected")).toBeInTheDocument();
  expect(
    within(bar).getByRole("button", { name: "Close Engineer, Nurse, Driver" }),
  ).toBeInTheDocument();
  expect(screen.getByRole("checkbox", { name: /all rows/ })).toBeChecked();
  await user.click(within(screen.getByRole("columnheader", { name: "Title" })).getByRole("button"));
  expect(screen.queryByRole("toolbar")).not.toBeInTheDocument();
});

test("columns are chosen and remembered", async () => {
  const user = userEvent.setup();
  const { unmount } = render(<List of={query()} />);
  await user.click(screen.getByRole("button", { name: "View" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Note" }));
  unmount();
  render(<List of={query()} />);
  expect(screen.getByRole("columnheader", { name: "Note" })).toBeInTheDocument();
});
