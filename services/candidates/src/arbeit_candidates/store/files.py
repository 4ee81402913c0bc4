"""CV files in GridFS, and the note that keeps an upload from outliving a crash.

Order: note, bytes, then the application with the note removed in the same transaction. Whatever still has its note an
hour later belongs to no application and is swept (invariant: no CV lost, no orphan older than an hour).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from arbeit_kit import ids, problem
from arbeit_kit.mongo import Database, Tx
from arbeit_kit.time import now

ORPHANED_AFTER = timedelta(hours=1)
_CHUNK = 255 * 1024
_SWEPT_AT_ONCE = 100


class Files:
    """The bucket `cvs`. File ids are ours; the uploader's name for a file is data of the application, never a key."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._bucket = db.gridfs("cvs")
        self._notes = db.plain("uploads")
        self._files = db.plain("cvs.files")
        self._chunks = db.plain("cvs.chunks")

    async def put(self, content: bytes) -> str:
        """Stores the bytes durably; the id is only good until the note expires, unless `adopt`ed."""
        file_id = ids.new("file")
        await self._notes.insert({"_id": file_id, "at": now()})
        await self._bucket.upload_from_stream_with_id(file_id, "cv", content, chunk_size_bytes=_CHUNK)
        return file_id

    async def adopt(self, tx: Tx[Any], file_id: str) -> None:
        """From this commit on the file belongs to an application. Problem 503 when the sweep was quicker."""
        if not await self._notes.delete({"_id": file_id}, tx=tx):
            raise problem.unavailable("The upload took too long. Send the file again.")

    async def discard(self, file_id: str) -> None:
        """Removes a file that no application took; does nothing when one did."""

        async def remove(tx: Tx[Any]) -> None:
            if await self._notes.delete({"_id": file_id}, tx=tx):
                await self.erase(tx, file_id)

        await self._db.transaction(remove)

    async def erase(self, tx: Tx[Any], file_id: str) -> None:
        """Removes the bytes together with whatever else the transaction does."""
        await self._chunks.delete({"files_id": file_id}, tx=tx)
        await self._files.delete({"_id": file_id}, tx=tx)

    async def open(self, file_id: str) -> AsyncIterator[bytes] | None:
        """The bytes, chunk by chunk; None when there is no such file."""
        if await self._files.get(file_id) is None:
            return None
        return self._read(await self._bucket.open_download_stream(file_id))

    @staticmethod
    async def _read(stream: Any) -> AsyncIterator[bytes]:
        while chunk := await stream.readchunk():
            yield chunk

    async def sweep(self) -> int:
        """Removes uploads that were never adopted; how many."""
        stale = await self._notes.find({"at": {"$lt": now() - ORPHANED_AFTER}}, limit=_SWEPT_AT_ONCE)
        for note in stale:
            await self.discard(note["_id"])
        return len(stale)
