import { Badge } from "@/components/ui/badge";
import { Status } from "@/components/status/status";
import { formatDay } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "../messages";
import { experienceOf, salaryOf, type Job } from "../model";
import { Facts } from "@/components/ui/facts";
import { PipelineBar } from "./pipeline-bar";

function Skills({ title, skills }: { title: string; skills: readonly string[] }) {
  if (skills.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-dense font-medium text-muted">{title}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {skills.map((skill) => (
          <li key={skill} className="min-w-0">
            <Badge>{skill}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the job is: words at the left, facts at the right. */
export function Overview({ job }: { job: Job }) {
  const zone = useZone();
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid content-start gap-6">
        <PipelineBar job={job} />
        <section className="grid gap-2">
          <h2 className="text-section">{t("description")}</h2>
          {job.description ? (
            <p className="max-w-[72ch] break-words whitespace-pre-line">{job.description}</p>
          ) : (
            <p className="text-muted">{t("noDescription")}</p>
          )}
        </section>
        <Skills title={t("requiredSkills")} skills={job.required_skills} />
        <Skills title={t("niceSkills")} skills={job.nice_to_have_skills} />
      </div>
      <section className="content-start self-start rounded-card border bg-card p-4">
        <h2 className="sr-only">{t("facts")}</h2>
        <Facts
          facts={[
            [t("client"), job.client_name],
            [t("priority"), <Status key="priority" of="priority" status={job.priority} />],
            [
              t("openings"),
              t("filledOf", { selected: job.selected_count, openings: job.openings }),
            ],
            [t("type"), t(job.employment_type)],
            [t("location"), job.location],
            [t("department"), job.department],
            [t("experience"), experienceOf(job)],
            [t("salary"), salaryOf(job)],
            [
              t("created"),
              job.created_by
                ? t("createdBy", { time: formatDay(job.created_at, zone), by: job.created_by })
                : formatDay(job.created_at, zone),
            ],
          ]}
        />
      </section>
    </div>
  );
}
