"""Documents, indexes and every query of the auth service."""

from arbeit_auth.store.store import OWN, Store, scope_of

__all__ = ["OWN", "Store", "scope_of"]
