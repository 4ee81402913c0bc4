import { Link } from "@tanstack/react-router";
import { FileText } from "lucide-react";
import type { Column } from "@/components/data-table/types";
import { Status } from "@/components/status/status";
import { Badge } from "@/components/ui/badge";
import { formatMoment, formatRelative } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import type { CandidateSearch } from "../api";
import { t } from "../messages";
import type { Row } from "../model";

/** Two that fit side by side, or one: half a word tells nothing. */
const SHOWN_LETTERS = 16;

function fitting([first = "", second]: readonly string[]): number {
  return second !== undefined && first.length + second.length <= SHOWN_LETTERS ? 2 : 1;
}

function Skills({ skills }: { skills: readonly string[] }) {
  if (skills.length === 0) return t("nothing");
  const shown = fitting(skills);
  const more = skills.length - shown;
  return (
    <span className="flex max-w-36 gap-1" title={skills.join(", ")}>
      {skills.slice(0, shown).map((skill) => (
        <Badge key={skill} className="min-w-0">
          {skill}
        </Badge>
      ))}
      {more > 0 && <Badge className="shrink-0">{t("moreSkills", { count: more })}</Badge>}
    </span>
  );
}

/** The list's columns. Each name leads to the candidate with the list's question, so that next and previous follow it. */
export function useColumns(search: CandidateSearch, staff: boolean): Column<Row>[] {
  const zone = useZone();
  const columns: Column<Row>[] = [
    {
      id: "name",
      header: t("name"),
      sort: "name",
      cell: (row) => (
        <>
          <Link
            to="/candidates/$candidateId"
            params={{ candidateId: row.candidate_id }}
            search={search}
          >
            {row.name}
          </Link>
          {row.current_role && (
            <span className="block truncate text-meta font-normal text-muted">
              {row.current_role}
            </span>
          )}
        </>
      ),
    },
    {
      id: "status",
      header: t("status"),
      cell: (row) => <Status of="candidate" status={row.status} />,
    },
    {
      id: "stage",
      header: t("inStage"),
      cell: (row) => (
        <time dateTime={row.status_since} title={formatMoment(row.status_since, zone)}>
          {formatRelative(row.status_since)}
        </time>
      ),
    },
    {
      id: "job",
      header: t("job"),
      cell: (row) => (
        <>
          <Link to="/jobs/$jobId" params={{ jobId: row.job_id }} className="hover:underline">
            {row.job_title}
          </Link>
          {staff && <span className="block truncate text-meta text-muted">{row.client_name}</span>}
        </>
      ),
    },
    { id: "skills", header: t("skills"), cell: (row) => <Skills skills={row.skills} /> },
    {
      id: "round",
      header: t("round"),
      align: "end",
      cell: (row) => (row.current_round > 0 ? row.current_round : t("nothing")),
    },
    {
      id: "cv",
      header: t("cv"),
      cell: (row) =>
        row.cv_file_url ? (
          <FileText role="img" aria-label={t("hasCv")} className="size-4 text-muted" />
        ) : (
          t("nothing")
        ),
    },
    { id: "email", header: t("email"), cell: (row) => row.email, hidden: true },
    {
      id: "added",
      header: t("added"),
      sort: "created_at",
      cell: (row) => (
        <time dateTime={row.created_at} title={formatMoment(row.created_at, zone)}>
          {formatRelative(row.created_at)}
        </time>
      ),
    },
  ];
  return columns;
}
