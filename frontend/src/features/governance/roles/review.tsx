import { useQuery } from "@tanstack/react-query";
import { Minus, Plus, type LucideIcon } from "lucide-react";
import { can } from "@/auth/can";
import { useMe } from "@/auth/use-session";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { cn } from "@/lib/cn";
import { permissionLabel } from "../permissions";
import { holders } from "./api";
import { t } from "./messages";
import { diffOf, granted, type Role } from "./model";

export interface Draft {
  role_name: string;
  description: string;
  held: string[];
}

interface ReviewProps {
  of: Role;
  draft: Draft;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
}

/** What is about to change, and for how many people, before it is saved. */
export function Review({ of, draft, busy, onSave, onClose }: ReviewProps) {
  const me = useMe();
  const { data: count } = useQuery({
    ...holders(of.role_id),
    enabled: can(me, "users:read"),
    staleTime: 0,
  });
  const diff = diffOf(granted(of.permissions), draft.held);
  const same = diff.added.length === 0 && diff.removed.length === 0;
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      tone="primary"
      title={t("reviewTitle", { name: of.role_name })}
      effect={count === undefined ? "" : count > 0 ? t("affects", { count }) : t("affectsNone")}
      confirm={t("save")}
      busy={busy}
      onConfirm={onSave}
    >
      <div className="grid gap-3">
        {draft.role_name !== of.role_name && (
          <p>{t("renames", { before: of.role_name, after: draft.role_name })}</p>
        )}
        {draft.description !== of.description && <p>{t("describes")}</p>}
        {same && <p className="text-muted">{t("addsNone")}</p>}
        <Names
          icon={Plus}
          title={t("adds", { count: diff.added.length })}
          names={diff.added}
          className="bg-success-bg text-success-fg"
        />
        <Names
          icon={Minus}
          title={t("removes", { count: diff.removed.length })}
          names={diff.removed}
          className="bg-danger-bg text-danger-fg"
        />
      </div>
    </AlertDialog>
  );
}

interface NamesProps {
  icon: LucideIcon;
  title: string;
  names: string[];
  className: string;
}

function Names({ icon: Icon, title, names, className }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <section>
      <p className="mb-1 font-medium">{title}</p>
      <ul className="grid gap-1">
        {names.map((name) => (
          <li
            key={name}
            className={cn("flex items-center gap-2 rounded-control px-2 py-1", className)}
          >
            <Icon aria-hidden className="size-4 shrink-0" />
            {permissionLabel(name)}
          </li>
        ))}
      </ul>
    </section>
  );
}
