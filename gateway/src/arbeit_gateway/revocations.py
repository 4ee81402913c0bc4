"""Tokens that ended early: the list from auth at the start, then the broadcast of `CredentialsRevoked`."""

from __future__ import annotations

from arbeit_gateway.settings import Settings
from arbeit_kit.revocations import Revocations


class RevocationFeed:
    """Keeps `Revocations` current while the broker is there."""

    def __init__(self, settings: Settings, revocations: Revocations) -> None:
        self._settings = settings
        self._revocations = revocations

    async def start(self) -> None:
        """Wired with the kit's broadcasts."""

    async def stop(self) -> None:
        """Nothing to close yet."""
