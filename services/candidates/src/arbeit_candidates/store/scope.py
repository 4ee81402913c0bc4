"""Whose applications a caller may see; decided here alone (contract section 3)."""

from arbeit_kit.mongo import Scope
from arbeit_kit.security import Principal


def scope_of(who: Principal) -> Scope:
    """Staff see all, client users their client's, candidates their own, other services all; nobody else anything."""
    match who.audience, who.role:
        case "internal", "admin" | "recruiter":
            return Scope.all("agency staff")
        case "internal", "client_user":
            return Scope.only("client_id", who.client_id)
        case "candidate", _:
            return Scope.only("candidate_portal_id", who.subject)
        case "service", _:
            return Scope.all("another service of the portal")
        case _:
            return Scope.none()


def sees_client(who: Principal, client_id: str) -> bool:
    """The same rule for what belongs to a client but is kept elsewhere: its jobs."""
    scope = scope_of(who)
    return scope.unrestricted or (scope.field == "client_id" and scope.value == client_id)
