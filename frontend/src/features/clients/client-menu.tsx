import { Archive, ArchiveRestore, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { Client } from "./api";
import { t } from "./messages";
import type { useClientActions } from "./use-client-actions";

interface ClientMenuProps {
  client: Client;
  actions: ReturnType<typeof useClientActions>;
  /** In the list; the page of one client has an Edit button of its own. */
  withEdit?: boolean;
}

export function ClientMenu({ client, actions }: ClientMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={MoreHorizontal} label={t("more")} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <ClientMenuItems client={client} actions={actions} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

export function ClientMenuItems({ client, actions, withEdit = false }: ClientMenuProps) {
  return (
    <>
      {withEdit && (
        <DropdownMenuItem icon={Pencil} onSelect={() => actions.edit(client)}>
          {t("edit")}
        </DropdownMenuItem>
      )}
      {client.status === "active" ? (
        <DropdownMenuItem icon={Archive} onSelect={() => actions.archive(client)}>
          {t("archive")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem icon={ArchiveRestore} onSelect={() => actions.activate(client)}>
          {t("activate")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem icon={Trash2} danger onSelect={() => actions.remove(client)}>
        {t("remove")}
      </DropdownMenuItem>
    </>
  );
}
