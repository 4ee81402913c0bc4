import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/types";
import { Status } from "@/components/status/status";
import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/format";
import { t } from "./messages";
import type { Account } from "./use-account-actions";

export interface ListedAccount extends Account {
  phone: string | null;
  must_change_password: boolean;
  created_at: string;
}

interface Options<A extends ListedAccount> {
  zone: string;
  /** Null: whoever looks may not. */
  edit: ((account: A) => void) | null;
  /** Beside the name. */
  mark?: (account: A) => ReactNode;
}

/** What every list of accounts shows, by the name of the column. */
export function accountColumns<A extends ListedAccount>({ zone, edit, mark }: Options<A>) {
  return {
    name: {
      id: "name",
      header: t("name"),
      sort: "name",
      cell: (account) => (
        <span className="inline-flex items-center gap-2">
          {edit ? (
            <button
              type="button"
              className="rounded-control text-start font-medium hover:underline"
              onClick={() => edit(account)}
            >
              {account.name}
            </button>
          ) : (
            <span className="font-medium">{account.name}</span>
          )}
          {mark?.(account)}
        </span>
      ),
    },
    email: { id: "email", header: t("email"), sort: "email", cell: (account) => account.email },
    phone: {
      id: "phone",
      header: t("phone"),
      hidden: true,
      cell: (account) => account.phone ?? t("none"),
    },
    status: {
      id: "status",
      header: t("account"),
      cell: (account) => (
        <span className="flex flex-wrap gap-1">
          <Status of="account" status={account.status} />
          {account.status === "active" && account.must_change_password && (
            <Pill tone="warn" icon={KeyRound}>
              {t("waitingForPassword")}
            </Pill>
          )}
        </span>
      ),
    },
    added: {
      id: "created_at",
      header: t("added"),
      sort: "created_at",
      cell: (account) => (
        <time dateTime={account.created_at}>{formatDay(account.created_at, zone)}</time>
      ),
    },
  } satisfies Record<string, Column<A>>;
}
