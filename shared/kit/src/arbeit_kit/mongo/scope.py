"""Whose documents a query may see. No query of a `Collection` can be written without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Filter = Mapping[str, Any]

# Matches no document on any server: every document has an _id.
_NOTHING: dict[str, Any] = {"_id": {"$in": []}}


@dataclass(frozen=True, slots=True)
class Scope:
    """A restriction (as a rule on one field), decided by the verified identity, added below the handlers."""

    kind: str
    field: str = ""
    value: str = ""
    reason: str = ""
    restriction: Filter | None = None

    @classmethod
    def all(cls, reason: str) -> Scope:
        """Every document. `reason` says in words why that is right here; it must not be empty."""
        if not reason.strip():
            raise ValueError("an unrestricted scope needs a reason")
        return cls("all", reason=reason)

    @classmethod
    def only(cls, field: str, value: str | None) -> Scope:
        """Only documents whose `field` equals `value`; nothing at all when the caller has no such value."""
        return cls("only", field, value) if value else cls.none()

    @classmethod
    def matching(cls, restriction: Filter, reason: str) -> Scope:
        """Only documents that match: for a rule that one field cannot tell. `reason` says the rule in words."""
        if not restriction or not reason.strip():
            raise ValueError("a scope by filter needs a filter and a reason")
        return cls("matching", reason=reason, restriction=restriction)

    @classmethod
    def none(cls) -> Scope:
        """No document."""
        return cls("none")

    @property
    def unrestricted(self) -> bool:
        return self.kind == "all"

    def applied(self, query: Filter) -> dict[str, Any]:
        """The query narrowed to this scope; a query on the scope's own field can only narrow further."""
        if self.kind == "all":
            return dict(query)
        if self.kind == "none":
            return {"$and": [dict(query), _NOTHING]} if query else dict(_NOTHING)
        if self.restriction is not None:
            if query.keys().isdisjoint(self.restriction):  # the local database serves no `$and` from an index
                return {**query, **self.restriction}
            return {"$and": [dict(query), dict(self.restriction)]}
        if self.field in query:
            return {"$and": [dict(query), {self.field: self.value}]}
        return {**query, self.field: self.value}


def checked(scope: object) -> Scope:
    """The scope itself, or `TypeError`: the guard against a query that forgot it."""
    if not isinstance(scope, Scope):
        raise TypeError(f"a query needs a Scope, got {type(scope).__name__}")
    return scope
