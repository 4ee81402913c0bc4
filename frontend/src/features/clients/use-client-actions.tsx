import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { keys } from "@/lib/keys";
import { changeClient, deleteClient, type Client } from "./api";
import { t } from "./messages";

const ClientSheet = lazy(() => import("./client-sheet"));

type Asked = { what: "edit" | "archive" | "delete"; client: Client } | { what: "new" } | null;

interface ClientActions {
  create: () => void;
  edit: (client: Client) => void;
  archive: (client: Client) => void;
  activate: (client: Client) => void;
  remove: (client: Client) => void;
  /** Sheets and questions; put it once on the page. */
  dialogs: ReactNode;
}

/** What can be done with clients, for the list and for the page of one. */
export function useClientActions(options: {
  /** The address asks for a new one. */
  creating?: boolean;
  onClosed?: () => void;
  onCreated?: (client: Client) => void;
  onDeleted?: (client: Client) => void;
}): ClientActions {
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Asked>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const key = useRef(newKey());

  const ask = (next: Asked) => {
    key.current = newKey();
    setError(null);
    setAsked(next);
  };
  const refresh = () => {
    void cache.invalidateQueries({ queryKey: keys.clients.all });
    void cache.invalidateQueries({ queryKey: keys.dashboard.all });
  };

  const setStatus = async (client: Client, status: Client["status"]): Promise<Client> => {
    const detail = keys.clients.detail(client.client_id);
    const before = cache.getQueryData(detail);
    cache.setQueryData(detail, { ...client, status });
    try {
      const saved = await changeClient(client.client_id, client.version, { status }, key.current);
      cache.setQueryData(detail, saved);
      return saved;
    } catch (problem) {
      cache.setQueryData(detail, before);
      throw problem;
    } finally {
      key.current = newKey();
      refresh();
    }
  };
  const activate = (client: Client) => {
    setStatus(client, "active").then(
      () => toast.done(t("activated", { name: client.company_name })),
      (problem: unknown) => toast.failed(t("notArchived", { name: client.company_name }), problem),
    );
  };
  const archive = async (client: Client) => {
    setBusy(true);
    setError(null);
    try {
      const saved = await setStatus(client, "inactive");
      setAsked(null);
      toast.undo(t("archived", { name: client.company_name }), () => activate(saved));
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  const remove = async (client: Client) => {
    setBusy(true);
    setError(null);
    try {
      await deleteClient(client.client_id, client.version);
      setAsked(null);
      toast.done(t("removed", { name: client.company_name }));
      options.onDeleted?.(client);
      cache.removeQueries({ queryKey: keys.clients.detail(client.client_id) });
      refresh();
    } catch (problem) {
      setError(problem);
      if (isProblem(problem, 412)) refresh();
    }
    setBusy(false);
  };

  const creating = asked?.what === "new" || (asked === null && options.creating === true);
  const close = () => {
    setAsked(null);
    options.onClosed?.();
  };
  const client = asked && asked.what !== "new" ? asked.client : null;
  const name = client?.company_name ?? "";
  const kept = isProblem(error, 409) && error.type === "client-has-jobs";
  const dialogs = (
    <>
      {(creating || asked?.what === "edit") && (
        <Suspense>
          <ClientSheet
            client={client}
            onClose={close}
            onSaved={(saved) => {
              if (creating) options.onCreated?.(saved);
              else close();
            }}
          />
        </Suspense>
      )}
      <AlertDialog
        open={asked?.what === "archive"}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("archiveTitle", { name })}
        effect={t("archiveEffect")}
        confirm={t("archive")}
        busy={busy}
        error={error}
        onConfirm={() => client && void archive(client)}
      />
      <AlertDialog
        open={asked?.what === "delete"}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("removeTitle", { name })}
        effect={kept ? t("hasJobs", { name }) : t("removeEffect")}
        confirm={t("remove")}
        busy={busy}
        error={kept ? null : error}
        onConfirm={() => client && void remove(client)}
      >
        {kept && client?.status === "active" && (
          <Button onClick={() => ask({ what: "archive", client })}>{t("archiveInstead")}</Button>
        )}
      </AlertDialog>
    </>
  );

  return {
    create: () => ask({ what: "new" }),
    edit: (one) => ask({ what: "edit", client: one }),
    archive: (one) => ask({ what: "archive", client: one }),
    activate,
    remove: (one) => ask({ what: "delete", client: one }),
    dialogs,
  };
}
