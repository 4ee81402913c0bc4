import { Link } from "@tanstack/react-router";
import { KeyRound, LogOut } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { portalApi } from "@/api/client";
import { portalSession } from "@/api/sessions";
import { usePortalMe } from "@/auth/use-session";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Button, buttonStyle } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { t } from "./messages";

// The frame of the page stands at once; what weighs comes into it.
const ProfileForm = lazy(() => import("./profile-form"));
const PreferencesTable = lazy(
  () => import("@/components/notification-preferences/preferences-table"),
);
const Display = lazy(() => import("./display"));

export function ProfilePage() {
  usePageTitle(t("profile"));
  const me = usePortalMe();
  // The form starts again from what the server has when that was loaded anew, not at each save.
  const [opened, setOpened] = useState(0);
  return (
    <>
      <h1 tabIndex={-1} className="mb-5 text-[1.375rem] leading-8 font-semibold">
        {t("profile")}
      </h1>
      <div className="grid gap-6">
        <Section title={t("contact")} lead={t("contactLead")}>
          <Suspense fallback={<Skeleton className="h-96" />}>
            <ProfileForm key={opened} me={me} onReloaded={() => setOpened(opened + 1)} />
          </Suspense>
        </Section>
        <Section title={t("notifications")} lead={t("notificationsLead")} anchor="notifications">
          <Suspense fallback={<Skeleton className="h-32" />}>
            <PreferencesTable client={portalApi} />
          </Suspense>
        </Section>
        <Section title={t("display")}>
          <Suspense fallback={<Skeleton className="h-48" />}>
            <Display />
          </Suspense>
        </Section>
        <Section title={t("security")} lead={t("securityLead")}>
          <Link to="/portal/password" className={buttonStyle()}>
            <KeyRound aria-hidden />
            {t("changePassword")}
          </Link>
        </Section>
        <div>
          <Button onClick={() => void portalSession.signOut()}>
            <LogOut aria-hidden />
            {t("signOut")}
          </Button>
        </div>
      </div>
    </>
  );
}

interface SectionProps {
  title: string;
  lead?: string;
  anchor?: string;
  children: ReactNode;
}

function Section({ title, lead, anchor, children }: SectionProps) {
  return (
    <section id={anchor} className="rounded-card border bg-card p-4 sm:p-5">
      <h2 className="text-section">{title}</h2>
      {lead && <p className="text-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
