import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { usePortalMe } from "@/auth/use-session";
import { Empty } from "@/components/states/empty";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { applications, interviews } from "./api";
import { t } from "./messages";
import { ApplicationCard } from "./parts/application-card";
import { ConfirmMail } from "./parts/confirm-mail";
import { Heading } from "./parts/heading";
import { Loading } from "./parts/loading";
import { useNow } from "./use-now";

export function ApplicationsPage() {
  const me = usePortalMe();
  const now = useNow();
  const sent = useQuery(applications);
  const talks = useQuery(interviews);
  return (
    <>
      <Heading title={t("applications")} />
      {!me.email_verified ? (
        <ConfirmMail email={me.email} />
      ) : sent.isPending ? (
        <Loading />
      ) : !sent.data ? (
        <ErrorState
          error={sent.error}
          what={t("theApplications")}
          onRetry={() => void sent.refetch()}
        />
      ) : (
        <div className="grid gap-4">
          {sent.error && (
            <StaleStrip
              error={sent.error}
              busy={sent.isFetching}
              onRetry={() => void sent.refetch()}
            />
          )}
          {sent.data.length === 0 && (
            <Empty icon={FileText} title={t("noApplications")}>
              {t("noApplicationsText")}
            </Empty>
          )}
          {sent.data.map((application) => (
            <ApplicationCard
              key={application.candidate_id}
              application={application}
              interviews={talks.data ?? []}
              now={now}
              level="h2"
              full
            />
          ))}
        </div>
      )}
    </>
  );
}
