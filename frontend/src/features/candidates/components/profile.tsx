import { ExternalLink } from "lucide-react";
import { verdict } from "@/auth/can";
import { Badge } from "@/components/ui/badge";
import { formatDay, formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { t } from "../messages";
import { isStaffView, textOf, type Candidate } from "../model";
import { Facts } from "@/components/ui/facts";
import { Section } from "./section";
import { Story } from "./story";

function Entries({
  entries,
  none,
  title,
  place,
}: {
  entries: readonly Record<string, unknown>[];
  none: string;
  title: readonly string[];
  place: readonly string[];
}) {
  if (entries.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ol className="grid gap-4">
      {entries.map((entry, at) => {
        const from = textOf(entry, "start_date", "start", "start_year");
        const to = textOf(entry, "end_date", "end", "end_year", "year");
        const text = textOf(entry, "description", "summary");
        const where = [textOf(entry, ...place), textOf(entry, "location")].filter(Boolean);
        return (
          <li key={`${at}-${from ?? ""}`} className="grid gap-0.5">
            <div className="flex flex-wrap justify-between gap-x-4">
              <p className="font-medium break-words">{textOf(entry, ...title) ?? t("nothing")}</p>
              {(from ?? to) && (
                <p className="tabular text-dense text-muted">
                  {from ? t("until", { from, to: to ?? t("today") }) : to}
                </p>
              )}
            </div>
            {where.length > 0 && (
              <p className="text-dense break-words text-muted">{where.join(" · ")}</p>
            )}
            {text && <p className="max-w-[72ch] break-words whitespace-pre-line">{text}</p>}
          </li>
        );
      })}
    </ol>
  );
}

function ApplicationFacts({ candidate }: { candidate: Candidate }) {
  const zone = useZone();
  const staff = isStaffView(candidate) ? candidate : null;
  const day = (at: string | null) => at && formatDay(at, zone);
  return (
    <section className="self-start rounded-card border bg-card p-4">
      <h2 className="mb-3 text-section">{t("facts")}</h2>
      <Facts
        facts={[
          [t("client"), candidate.client_name],
          [t("round"), candidate.current_round > 0 ? candidate.current_round : null],
          [t("reason"), staff?.status_reason],
          [t("selectedOn"), day(candidate.selected_at)],
          [t("offered"), staff?.salary_offered],
          [
            t("notified"),
            staff?.selection_notified_at && formatMoment(staff.selection_notified_at, zone),
          ],
          [t("portal"), candidate.candidate_portal_id ? t("portalYes") : t("portalNo")],
          [
            t("source"),
            staff &&
              (staff.source === "cv"
                ? t("source_cv")
                : staff.source === "manual"
                  ? t("source_manual")
                  : staff.source),
          ],
          [
            t("added"),
            staff
              ? t("createdBy", {
                  time: formatDay(candidate.created_at, zone),
                  by: staff.created_by,
                })
              : formatDay(candidate.created_at, zone),
          ],
        ]}
      />
    </section>
  );
}

/** Who the person is. Each part is edited in place by those who may. */
export function Profile({ candidate }: { candidate: Candidate }) {
  const edit = verdict(candidate, "edit");
  const part = { candidate, editable: edit.shown && edit.allowed };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid gap-4">
        <Story candidate={candidate} />
        <Section {...part} title={t("contact")} form="ContactForm">
          <Facts
            facts={[
              [
                t("email"),
                <a
                  key="email"
                  href={`mailto:${candidate.email}`}
                  className="break-all text-primary hover:underline"
                >
                  {candidate.email}
                </a>,
              ],
              [
                t("phone"),
                candidate.phone && (
                  <a
                    key="phone"
                    href={`tel:${candidate.phone.replace(/[^+\d]/g, "")}`}
                    className="text-primary hover:underline"
                  >
                    {candidate.phone}
                  </a>
                ),
              ],
              [
                t("linkedin"),
                candidate.linkedin?.startsWith("https://") && (
                  <a
                    key="linkedin"
                    href={candidate.linkedin}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    className="inline-flex items-center gap-1 break-all text-primary hover:underline"
                  >
                    {candidate.linkedin.replace(/^https:\/\/(www\.)?/, "")}
                    <ExternalLink aria-hidden className="size-3.5 shrink-0" />
                  </a>
                ),
              ],
              [t("currentRole"), candidate.current_role],
            ]}
          />
        </Section>
        <Section {...part} title={t("summary")} form="SummaryForm">
          {candidate.summary ? (
            <p className="max-w-[72ch] break-words whitespace-pre-line">{candidate.summary}</p>
          ) : (
            <p className="text-muted">{t("noSummary")}</p>
          )}
        </Section>
        <Section {...part} title={t("skills")} form="SkillsForm">
          {candidate.skills.length > 0 ? (
            <ul className="flex flex-wrap gap-1.5">
              {candidate.skills.map((skill) => (
                <li key={skill} className="min-w-0">
                  <Badge>{skill}</Badge>
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted">{t("noSkills")}</p>
          )}
        </Section>
        <Section {...part} title={t("experience")} form="ExperienceForm">
          <Entries
            entries={candidate.experience}
            none={t("noExperience")}
            title={["title", "role", "position"]}
            place={["company", "employer", "organization"]}
          />
        </Section>
        <Section {...part} title={t("education")} form="EducationForm">
          <Entries
            entries={candidate.education}
            none={t("noEducation")}
            title={["degree", "title"]}
            place={["institution", "school", "university"]}
          />
        </Section>
      </div>
      <ApplicationFacts candidate={candidate} />
    </div>
  );
}
