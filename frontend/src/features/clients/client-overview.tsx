import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useCan } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { PlaceLink } from "@/components/layout/place-link";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format";
import { jobStats, pipeline, type Client } from "./api";
import { t } from "./messages";
import { shortAddress } from "./model";

/** What is known of the company, and where its business stands. */
export function ClientOverview({ client }: { client: Client }) {
  // A client user never sees the agency's notes; the server does not send them.
  const staff = useMe().role !== "client_user";
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
      <div className="grid gap-4">
        <section aria-labelledby="client-contact" className="rounded-card border bg-card p-4">
          <h2 id="client-contact" className="mb-3 text-section">
            {t("company")}
          </h2>
          <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[160px_1fr]">
            <Fact name={t("industry")}>{client.industry}</Fact>
            <Fact name={t("website")}>
              {client.website && (
                <a
                  href={client.website}
                  target="_blank"
                  rel="noreferrer"
                  className="rounded-control text-primary underline-offset-4 hover:underline"
                >
                  {shortAddress(client.website)}
                </a>
              )}
            </Fact>
            <Fact name={t("phone")}>
              {client.phone && (
                <a href={`tel:${client.phone.replace(/[^+\d]/g, "")}`} className="hover:underline">
                  {client.phone}
                </a>
              )}
            </Fact>
            <Fact name={t("address")}>{client.address}</Fact>
            <Fact name={t("city")}>
              {[client.postal_code, client.city].filter(Boolean).join(" ")}
            </Fact>
            <Fact name={t("state")}>{client.state}</Fact>
            <Fact name={t("country")}>{client.country}</Fact>
          </dl>
        </section>
        {staff && (
          <section aria-labelledby="client-notes" className="rounded-card border bg-card p-4">
            <h2 id="client-notes" className="text-section">
              {t("notes")}
            </h2>
            <p className="mb-2 text-dense text-muted">{t("notesHint")}</p>
            <p className="max-w-[72ch] break-words whitespace-pre-wrap">
              {client.notes ?? <span className="text-muted">{t("noNotes")}</span>}
            </p>
          </section>
        )}
      </div>
      <Numbers clientId={client.client_id} />
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-sm:-mb-2">{name}</dt>
      <dd className="min-w-0 break-words">
        {children || <span className="text-muted">{t("none")}</span>}
      </dd>
    </div>
  );
}

function Numbers({ clientId }: { clientId: string }) {
  const jobs = useQuery({ ...jobStats(clientId), enabled: useCan("jobs:read") });
  const line = useQuery({ ...pipeline(clientId), enabled: useCan("interviews:read") });
  const byStatus = line.data?.by_candidate_status;
  const of = `client_id=${clientId}`;
  return (
    <section aria-labelledby="client-numbers" className="rounded-card border bg-card p-4">
      <h2 id="client-numbers" className="mb-2 text-section">
        {t("inNumbers")}
      </h2>
      <ul className="grid">
        <Number
          label={t("openJobs")}
          value={jobs.data?.by_status.open}
          failed={jobs.isError}
          place={`/jobs?${of}&status=open`}
        />
        <Number
          label={t("candidatesInAll")}
          value={byStatus && Object.values(byStatus).reduce((sum, one) => sum + one, 0)}
          failed={line.isError}
          place={`/candidates?${of}`}
        />
        <Number
          label={t("interviewsAhead")}
          value={line.data?.by_status.Completed}
          failed={line.isError}
          place={`/interviews?client=${clientId}&status=Completed`}
        />
        <Number
          label={t("selected")}
          value={byStatus?.SELECTED}
          failed={line.isError}
          place={`/candidates?${of}&status=SELECTED`}
        />
      </ul>
    </section>
  );
}

interface NumberProps {
  label: string;
  value: number | undefined;
  failed: boolean;
  place: string;
}

function Number({ label, value, failed, place }: NumberProps) {
  return (
    <li className="flex min-h-row items-center justify-between gap-3 border-b last:border-b-0">
      <span>{label}</span>
      {value !== undefined ? (
        <PlaceLink
          place={place}
          aria-label={`${label}: ${formatNumber(value)}`}
          className="tabular px-1 font-medium text-primary underline-offset-4 hover:underline"
        >
          {formatNumber(value)}
        </PlaceLink>
      ) : failed ? (
        <span className="text-muted">{t("partMissing")}</span>
      ) : (
        <Skeleton className="w-8" />
      )}
    </li>
  );
}
