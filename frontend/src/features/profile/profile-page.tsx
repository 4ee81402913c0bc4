import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { api } from "@/api/client";
import { useMe } from "@/auth/use-session";
import { Page } from "@/components/layout/page";
import { Skeleton } from "@/components/ui/skeleton";
import { keys } from "@/lib/keys";
import { AboutForm } from "./about-form";
import { LookSection } from "./look-section";
import { t } from "./messages";
import { PasswordForm } from "./password-form";
import { Section } from "./section";
import { SessionsSection } from "./sessions-section";

const PreferencesTable = lazy(
  () => import("@/components/notification-preferences/preferences-table"),
);

export function ProfilePage() {
  const me = useMe();
  const client = useQueryClient();
  return (
    <Page title={t("title")}>
      <div className="max-w-4xl">
        <Section title={t("you")} lead={t("youLead")}>
          <AboutForm me={me} />
        </Section>
        <Section title={t("look")} lead={t("lookLead")}>
          <LookSection />
        </Section>
        <Section title={t("notifications")} lead={t("notificationsLead")} anchor="notifications">
          <Suspense fallback={<Skeleton className="h-56" />}>
            <PreferencesTable client={api} />
          </Suspense>
        </Section>
        <Section title={t("password")} lead={t("passwordLead")}>
          <PasswordForm
            email={me.email}
            onChanged={() => void client.invalidateQueries({ queryKey: keys.sessions.all })}
          />
        </Section>
        <Section title={t("sessions")} lead={t("sessionsLead")}>
          <SessionsSection />
        </Section>
      </div>
    </Page>
  );
}
