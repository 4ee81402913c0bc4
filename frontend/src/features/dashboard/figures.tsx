import type { ReactNode } from "react";
import { BarList, type Bar, type ChartColour } from "@/components/charts/bar-list";
import { FunnelBars } from "@/components/charts/funnel-bars";
import { PlaceLink } from "@/components/layout/place-link";
import {
  CANDIDATE_STATUSES,
  INTERVIEW_STATUSES,
  JOB_STATUSES,
  statusLabel,
} from "@/components/status/status";
import type { Stats } from "./api";
import { t } from "./messages";
import { Missing } from "./missing";
import { funnel, inOrder, place } from "./model";

interface FiguresProps {
  stats: Stats;
  onRetry: () => void;
}

/** How far people come, and where they are lost. */
export function Funnel({ stats: { candidates, withheld }, onRetry }: FiguresProps) {
  if (withheld.includes("candidates")) return null;
  return (
    <Card>
      {candidates ? (
        <FunnelBars
          title={t("funnel")}
          note={
            candidates.period
              ? t("funnelPeriod", { count: candidates.period.days })
              : t("funnelNote", { count: candidates.by_status.REJECTED ?? 0 })
          }
          unit={t("candidates")}
          steps={funnel((candidates.period ?? candidates).by_status).map((step) => ({
            id: step.id,
            label: t(step.id),
            value: step.value,
            link: candidates.period ? undefined : linkTo(FUNNEL_PLACES[step.id]),
          }))}
        />
      ) : (
        <Missing title={t("funnel")} part="candidates" onRetry={onRetry} />
      )}
    </Card>
  );
}

/** The charts over `/api/dashboard/stats`: each part may be missing, and what is drawn opens its list. */
export function Figures({ stats, staff, onRetry }: FiguresProps & { staff: boolean }) {
  const { jobs, candidates, interviews, withheld } = stats;
  return (
    <>
      {!withheld.includes("candidates") && (
        <Card>
          {candidates ? (
            <BarList
              title={t("byStatus")}
              note={t("byStatusNote")}
              unit={t("candidates")}
              bars={bars(candidates.by_status, CANDIDATE_STATUSES, "/candidates", 1)}
            />
          ) : (
            <Missing title={t("byStatus")} part="candidates" onRetry={onRetry} />
          )}
        </Card>
      )}
      {!withheld.includes("interviews") && (
        <Card>
          {interviews ? (
            <BarList
              title={t("interviewsByStatus")}
              unit={t("interviews")}
              bars={bars(interviews.by_status, INTERVIEW_STATUSES, "/interviews", 2)}
            />
          ) : (
            <Missing title={t("interviewsByStatus")} part="interviews" onRetry={onRetry} />
          )}
        </Card>
      )}
      {!withheld.includes("interviews") && (
        <Card>
          {interviews ? (
            <div className="grid gap-6">
              <BarList
                title={t("interviewsByRound")}
                unit={t("interviews")}
                bars={interviews.by_round.map(({ interview_round: round, count }) => ({
                  id: String(round),
                  label: t("round", { round }),
                  value: count,
                  colour: 4,
                  link: linkTo(place("/interviews", { round: String(round) })),
                }))}
              />
              {jobs && <JobsByStatus jobs={jobs} />}
            </div>
          ) : (
            <Missing title={t("interviewsByRound")} part="interviews" onRetry={onRetry} />
          )}
        </Card>
      )}
      {staff && jobs && jobs.by_client.length > 0 && (
        <Card>
          <BarList
            title={t("byClient")}
            note={t("byClientNote")}
            unit={t("positions")}
            bars={jobs.by_client.map((each) => ({
              id: each.client_id,
              label: each.client_name,
              value: each.open_positions,
              colour: 5,
              link: linkTo(place("/jobs", { client_id: each.client_id, status: "open" })),
            }))}
          />
        </Card>
      )}
      {!withheld.includes("jobs") && (!interviews || !jobs) && (
        <Card>
          {jobs ? (
            <JobsByStatus jobs={jobs} />
          ) : (
            <Missing title={t("jobsByStatus")} part="jobs" onRetry={onRetry} />
          )}
        </Card>
      )}
    </>
  );
}

/** Only the first and the last step are lists of their own: in between stands who has come further, too. */
const FUNNEL_PLACES: Partial<Record<string, string>> = {
  applied: "/candidates",
  selected: place("/candidates", { status: "SELECTED" }),
};

function JobsByStatus({ jobs }: { jobs: NonNullable<Stats["jobs"]> }) {
  return (
    <BarList
      title={t("jobsByStatus")}
      unit={t("jobs")}
      bars={bars(jobs.by_status, JOB_STATUSES, "/jobs", 5)}
    />
  );
}

function bars(
  by: Readonly<Record<string, number>>,
  order: readonly string[],
  path: string,
  colour: ChartColour,
): Bar[] {
  return inOrder(by, order).map(({ id, value }) => ({
    id,
    label: statusLabel(id),
    value,
    colour,
    link: linkTo(place(path, { status: id })),
  }));
}

function linkTo(to: string | undefined) {
  if (to === undefined) return undefined;
  return (words: ReactNode) => (
    <PlaceLink place={to} className="hover:underline">
      {words}
    </PlaceLink>
  );
}

export function Card({ children }: { children: ReactNode }) {
  return <div className="min-w-0 rounded-card border bg-card p-4">{children}</div>;
}
