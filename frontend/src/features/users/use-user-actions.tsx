import { lazy } from "react";
import { useAccountActions } from "@/components/accounts/use-account-actions";
import { changeUser, deleteUser, mailLink, type Role } from "./api";

const UserDialog = lazy(() => import("./user-dialog"));

interface Options {
  /** Nobody ends his own access, and nobody changes his own role. */
  me: string;
  roles: readonly Role[];
  /** The address asks for a new one. */
  creating: boolean;
  onClosed: () => void;
}

/** What an administrator can do with accounts. */
export function useUserActions({ me, roles, creating, onClosed }: Options) {
  return useAccountActions({
    setStatus: (user, status, key) => changeUser(user, { status }, key),
    remove: deleteUser,
    mailLink,
    creating,
    onClosed,
    dialog: (user, close) => (
      <UserDialog user={user} own={user?.user_id === me} roles={roles} onClose={close} />
    ),
  });
}
