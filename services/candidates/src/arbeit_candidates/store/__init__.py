"""Documents, indexes and every query of the service."""

from arbeit_candidates.store.scope import scope_of
from arbeit_candidates.store.store import Store

__all__ = ["Store", "scope_of"]
