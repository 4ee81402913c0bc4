import { Pencil } from "lucide-react";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { DataTable } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { Column, ListQuery } from "@/components/data-table/types";
import { Empty } from "@/components/states/empty";
import { Status } from "@/components/status/status";
import { Button } from "@/components/ui/button";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { Segmented } from "@/components/ui/segmented";
import type { ListParams } from "@/lib/search-params";
import { Section } from "./section";

interface Row {
  id: string;
  name: string;
  client: string;
  status: string;
  openings: number;
}

const ROWS: Row[] = [
  {
    id: "1",
    name: "Site Reliability Engineer",
    client: "Kestrel Analytics",
    status: "open",
    openings: 2,
  },
  { id: "2", name: "Ward Nurse", client: "Sunda Health", status: "filled", openings: 4 },
  {
    id: "3",
    name: "Logistics Coordinator with rather a long title that has to be cut somewhere",
    client: "Meridian Freight",
    status: "on_hold",
    openings: 1,
  },
];

const COLUMNS: Column<Row>[] = [
  {
    id: "name",
    header: "Title",
    sort: "title",
    cell: (row) => <a href={`#${row.id}`}>{row.name}</a>,
  },
  { id: "client", header: "Client", cell: (row) => row.client },
  { id: "status", header: "Status", cell: (row) => <Status of="job" status={row.status} /> },
  {
    id: "openings",
    header: "Openings",
    sort: "openings",
    align: "end",
    cell: (row) => row.openings,
  },
];

type Face = "full" | "loading" | "empty" | "no match" | "error" | "stale";
const FACES: Face[] = ["full", "loading", "empty", "no match", "error", "stale"];

function queryOf(face: Face): ListQuery<Row> {
  const failed = new Problem({
    status: 503,
    type: "unavailable",
    title: "",
    detail: "",
    requestId: "f44b3b3e412e52bd",
  });
  const items = face === "full" || face === "stale" ? ROWS : [];
  return {
    data:
      face === "loading" || face === "error"
        ? undefined
        : { items, next_cursor: items.length > 0 ? "next" : null, total: 42 },
    error: face === "error" || face === "stale" ? failed : null,
    isPending: face === "loading",
    isFetching: face === "loading",
    isPlaceholderData: false,
    refetch: () => undefined,
  };
}

export function Lists() {
  const [face, setFace] = useState<Face>("full");
  const [search, setSearch] = useState<ListParams & { status?: string[] }>({});
  const shown = face === "no match" ? { q: "nobody", status: ["open"] } : search;
  return (
    <Section title="Lists">
      <Segmented
        label="State"
        value={face}
        onChange={setFace}
        options={FACES.map((each) => ({ value: each, label: each }))}
        className="mb-4 max-w-full flex-wrap"
      />
      <DataTable
        id="gallery"
        caption="Jobs"
        query={queryOf(face)}
        columns={COLUMNS}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        search={shown}
        onSearch={setSearch}
        filters={[
          {
            id: "status",
            label: "Status",
            many: true,
            options: [
              { value: "open", label: "Open" },
              { value: "on_hold", label: "On hold" },
            ],
          },
        ]}
        empty={<Empty title="No jobs yet">Jobs of your clients will be listed here.</Empty>}
        bulk={(rows) => <Button>Close {rows.length} jobs</Button>}
        rowActions={(row) => (
          <RowMenu name={row.name}>
            <DropdownMenuItem icon={Pencil}>Edit</DropdownMenuItem>
          </RowMenu>
        )}
      />
    </Section>
  );
}
