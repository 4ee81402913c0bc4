/** Which custom roles the server would take for a user of a base role: the same rule as in its own domain, so that the choice offers no others. */
import type { components } from "@/api/generated/schema";

type Role = components["schemas"]["RoleOut"];

export function assignableRoles(
  roles: readonly Role[],
  base: string,
  clientId: string | null,
): Role[] {
  if (base === "admin") return [];
  const ceiling = roles.find((role) => role.is_system_role && role.role_name === "client_user");
  return roles.filter((role) => {
    if (role.is_system_role) return false;
    if (role.client_id !== null && role.client_id !== clientId) return false;
    return base !== "client_user" || !ceiling || within(role, ceiling);
  });
}

function within(role: Role, ceiling: Role): boolean {
  return Object.entries(role.permissions).every(
    ([permission, held]) => !held || ceiling.permissions[permission] === true,
  );
}
