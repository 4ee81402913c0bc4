import { Link } from "@tanstack/react-router";
import { KeyRound, LogOut } from "lucide-react";
import { useState, type ReactNode } from "react";
import { portalSession } from "@/api/sessions";
import { usePortalMe } from "@/auth/use-session";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Button, buttonStyle } from "@/components/ui/button";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { cityOf, deviceZone, offsetLabel, zoneLabel, zones } from "@/lib/time";
import { t } from "./messages";
import { ProfileForm } from "./profile-form";

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
          <ProfileForm key={opened} me={me} onReloaded={() => setOpened(opened + 1)} />
        </Section>
        <Section title={t("display")}>
          <Display />
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

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="rounded-card border bg-card p-4 sm:p-5">
      <h2 className="text-section">{title}</h2>
      {lead && <p className="text-muted">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}

const DEVICE = "";

function Display() {
  const { timeZone, theme } = usePreferences();
  const [now] = useState(() => new Date());
  const own: ComboOption = {
    value: DEVICE,
    label: t("zoneOwn", { zone: zoneLabel(deviceZone(), now) }),
  };
  const options = [
    own,
    ...zones().map((zone) => ({
      value: zone,
      label: cityOf(zone),
      hint: `${zone.replaceAll("_", " ")} · ${offsetLabel(zone, now)}`,
    })),
  ];
  return (
    <div className="grid gap-5">
      <Field label={t("zone")} hint={t("zoneHint")}>
        {(control) => (
          <Combobox
            {...control}
            options={options}
            value={options.find((option) => option.value === (timeZone ?? DEVICE)) ?? own}
            onChange={(option) => setPreferences({ timeZone: option?.value || null })}
          />
        )}
      </Field>
      <RadioGroup
        legend={t("theme")}
        value={theme}
        onChange={(value) => setPreferences({ theme: value })}
        options={[
          { value: "system", label: t("themeSystem") },
          { value: "light", label: t("themeLight") },
          { value: "dark", label: t("themeDark") },
        ]}
      />
    </div>
  );
}
