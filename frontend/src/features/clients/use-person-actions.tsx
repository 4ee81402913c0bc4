import { lazy } from "react";
import type { Schemas } from "@/api/client";
import { useAccountActions } from "@/components/accounts/use-account-actions";
import type { Client } from "./api";
import { changePerson, deletePerson, mailLink } from "./people-api";

const PersonDialog = lazy(() => import("./person-dialog"));

/** What can be done with the people of one client. */
export function usePersonActions(client: Client, roles: readonly Schemas["RoleOut"][]) {
  return useAccountActions({
    setStatus: (person, status, key) => changePerson(person, { status }, key),
    remove: deletePerson,
    mailLink,
    dialog: (person, close) => (
      <PersonDialog client={client} person={person} roles={roles} onClose={close} />
    ),
  });
}
