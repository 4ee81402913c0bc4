import { Status } from "@/components/status/status";
import { formatLongDay } from "@/lib/format";
import { t } from "../messages";
import type { Interview } from "../model";
import { TwoClocks } from "../two-clocks";
import { placed } from "./days";

interface AgendaProps {
  days: readonly string[];
  interviews: readonly Interview[];
  zone: string;
  onOpen: (interview: Interview) => void;
}

/** Day after day, as a list: the equal of the grids for phones and for those who do not see them. */
export function Agenda({ days, interviews, zone, onOpen }: AgendaProps) {
  const filled = days
    .map((day) => ({ day, events: placed(interviews, day, zone) }))
    .filter(({ events }) => events.length > 0);
  return (
    <div className="grid gap-5">
      {filled.map(({ day, events }) => (
        <section key={day} aria-labelledby={`agenda-${day}`}>
          <h3 id={`agenda-${day}`} className="mb-2 font-medium">
            {formatLongDay(`${day}T00:00:00Z`, "UTC")}
          </h3>
          <ul className="divide-y rounded-card border bg-card">
            {events.map(({ interview, start, end }) => (
              <li key={interview.interview_id}>
                <button
                  type="button"
                  onClick={() => onOpen(interview)}
                  className="grid w-full gap-x-4 gap-y-1 px-4 py-3 text-start hover:bg-sunken sm:grid-cols-[180px_minmax(0,1fr)_auto] sm:items-center"
                >
                  <TwoClocks
                    start={start}
                    end={end}
                    zone={zone}
                    other={interview.time_zone}
                    hours
                  />
                  <span className="min-w-0">
                    <span className="block truncate font-medium">{interview.candidate_name}</span>
                    <span className="block truncate text-dense text-muted">
                      {t("roundOf", {
                        name: interview.round_name,
                        number: interview.interview_round,
                      })}
                      {", "}
                      {interview.job_title}
                    </span>
                  </span>
                  <Status
                    of="interview"
                    status={interview.interview_status}
                    className="justify-self-start"
                  />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
