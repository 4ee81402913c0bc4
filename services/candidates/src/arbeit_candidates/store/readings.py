"""What each CV says: its visible text and where the found fields stand in it. Erased with the application."""

from __future__ import annotations

from typing import Any

from arbeit_candidates.cv.reading import Reading
from arbeit_kit.mongo import Database, Index, Tx


class Readings:
    """`{_id: file_id, candidate_id, ...}`; one per file."""

    def __init__(self, db: Database) -> None:
        self._rows = db.plain("cv_readings", indexes=[Index(("candidate_id", 1))])  # to erase

    async def put(self, tx: Tx[Any], file_id: str, candidate_id: str, reading: Reading) -> None:
        """Keeps the reading of a file; the same file read again takes its place."""
        fields = {"candidate_id": candidate_id, **reading.model_dump()}
        if not await self._rows.update({"_id": file_id}, {"$set": fields}, tx=tx):
            await self._rows.insert({"_id": file_id, **fields}, tx=tx)

    async def get(self, file_id: str, tx: Tx[Any] | None = None) -> Reading | None:
        """None for a file that was taken in before readings were kept."""
        row = await self._rows.get(file_id, tx=tx)
        if row is None:
            return None
        return Reading.model_validate({name: row[name] for name in Reading.model_fields})

    async def erase(self, tx: Tx[Any], candidate_id: str) -> None:
        """All readings of an application."""
        await self._rows.delete({"candidate_id": candidate_id}, tx=tx)
