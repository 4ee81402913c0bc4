"""`Idempotency-Key` (contract, section 1): the answer is stored in the transaction of the command, so a repeated
request can neither run twice nor lose its answer, whenever a process dies."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson

from arbeit_kit import problem
from arbeit_kit.mongo.collection import Index
from arbeit_kit.mongo.database import Database
from arbeit_kit.mongo.errors import DuplicateKey
from arbeit_kit.mongo.transaction import Tx
from arbeit_kit.time import now

KEPT = timedelta(hours=24)
# A claim whose process died may be taken over after this. Should the first run live after all, only one of the two can
# store its answer, so a short time costs nothing but a repeated attempt.
CLAIM = timedelta(seconds=10)
_KEY = re.compile(r"[\x21-\x7e]{1,255}\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """A stored response."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to run one request under a key."""

    id: str
    fingerprint: str


class IdempotencyKeys:
    """The collection `idempotency`: `{_id, fingerprint, until, status?, body?, headers?, about?, expires_at}`."""

    def __init__(self, database: Database, *secrets: str) -> None:
        """`secrets`: the newest first, and one that is being given up or taken in, whose fingerprints count as well."""
        # Keyed, because a body may hold a password: a plain digest would let its reader try guesses at full speed.
        self._secrets = [secret.encode() for secret in secrets or ("",)]
        self._keys = database.plain(
            "idempotency",
            indexes=[
                Index(("expires_at", 1), expire_after_s=0),
                Index(("about", 1), partial={"about": {"$exists": True}}),
            ],
        )

    async def claim(self, key: str, *, caller: str, target: str, body: bytes) -> Claim | Answer:
        """The claim, or the stored answer of the same request.

        Problems: 422 `idempotency-key-reused` (other body), 409 `request-in-flight`, 422 for a malformed key.
        """
        if not _KEY.match(key):
            raise problem.invalid("Idempotency-Key", "Use 1 to 255 visible ASCII characters.", "bad-key")
        claim = Claim(_digest(f"{caller}\n{target}\n{key}".encode()), self._fingerprints(body)[0])
        moment = now()
        document = {
            "_id": claim.id,
            "fingerprint": claim.fingerprint,
            "until": moment + CLAIM,
            "expires_at": moment + KEPT,
        }
        try:
            await self._keys.insert(document)
        except DuplicateKey:
            return await self._known(claim, body)
        return claim

    def _fingerprints(self, body: bytes) -> list[str]:
        return [hmac.new(secret, body, hashlib.sha256).hexdigest() for secret in self._secrets]

    async def _known(self, claim: Claim, body: bytes) -> Claim | Answer:
        known = await self._keys.get(claim.id)
        moment = now()
        if known is None:
            raise problem.conflict("request-in-flight", "The same request is being carried out. Try again.")
        if known["fingerprint"] not in self._fingerprints(body):
            raise problem.Problem(
                422, "idempotency-key-reused", "Key used before", "This Idempotency-Key belongs to another request."
            )
        if "status" in known:
            return Answer(known["status"], bytes(known["body"]), dict(known["headers"]))
        abandoned = {"_id": claim.id, "until": {"$lt": moment}, "status": {"$exists": False}}
        if await self._keys.update(abandoned, {"$set": {"until": moment + CLAIM}}):
            return claim
        raise problem.conflict("request-in-flight", "The same request is being carried out. Try again.")

    async def store(self, tx: Tx[Any], claim: Claim, answer: Answer, about: Sequence[str] = ()) -> None:
        """Stores the answer in the command's own transaction; `about`: ids of those whose data it holds."""
        stored: dict[str, Any] = {"status": answer.status, "body": answer.body, "headers": answer.headers}
        if about:
            stored["about"] = list(about)
        matched = await self._keys.update({"_id": claim.id, "status": {"$exists": False}}, {"$set": stored}, tx)
        if not matched:
            # Somebody took the abandoned claim over and was quicker: this run must not take effect as well.
            raise problem.conflict("request-in-flight", "The same request has just been carried out. Try again.")

    async def forget(self, tx: Tx[Any], entity_id: str) -> None:
        """Erases the stored answers about an erased entity; a repeat of their requests is answered 410."""
        gone = orjson.dumps({"type": "erased", "title": "Gone", "status": 410, "detail": "It was erased since."})
        answer = {"status": 410, "body": gone, "headers": {"Content-Type": "application/problem+json"}}
        await self._keys.update_many({"about": entity_id}, {"$set": answer}, tx)

    async def release(self, claim: Claim) -> None:
        """After a refusal: nothing was changed, so the key may be used again."""
        await self._keys.delete({"_id": claim.id, "status": {"$exists": False}})


def _digest(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()
