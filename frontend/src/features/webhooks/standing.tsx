import { Pill } from "@/components/ui/pill";
import { formatRelative } from "@/lib/format";
import { t } from "./messages";
import { lookOf, type Webhook } from "./model";

export function State({ of }: { of: Pick<Webhook, "status"> }) {
  const { tone, icon, label } = lookOf(of.status);
  return (
    <Pill tone={tone} icon={icon}>
      {label}
    </Pill>
  );
}

export function Health({ of }: { of: Pick<Webhook, "health"> }) {
  const { failures, last_failure_at, last_success_at } = of.health;
  if (failures > 0 && last_failure_at)
    return (
      <span className="text-danger">
        {t("failing", { count: failures, when: formatRelative(last_failure_at) })}
      </span>
    );
  return last_success_at ? (
    t("accepted", { when: formatRelative(last_success_at) })
  ) : (
    <span className="text-muted">{t("never")}</span>
  );
}
