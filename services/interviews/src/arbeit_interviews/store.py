"""Documents, indexes and every query of the interviews service, and whose interviews a caller may see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from arbeit_events import EventData
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import Interview
from arbeit_interviews.domain.slot import claim_ids
from arbeit_interviews.domain.status import BOOKABLE, OPEN, REPLACEABLE, Status
from arbeit_kit import ids
from arbeit_kit.briefly import Briefly
from arbeit_kit.mongo import Database, DuplicateKey, Index, Scope, Tx
from arbeit_kit.security import Principal
from arbeit_kit.text import words

OURS = Scope.all("the service itself follows events of others")

MOST_ROUNDS = 1000
"""More interviews of one application than any hiring has; a bound, not a page."""

_IDS_AT_ONCE = 40
"""The local database's time for `$in` grows with the square of the list: short lists, several of them."""


async def scope_of(store: "Store", who: Principal, tx: Tx[Any] | None = None) -> Scope:
    """Agency staff: all. Client users: their client's. Candidates: their own, once published (contract section 3),
    and once their address is proved to be theirs: anybody may register with somebody else's (section 2)."""
    if who.audience == "candidate":
        account = await store.accounts.get(who.subject, tx)
        return Scope.only("_k.portal", who.subject) if account and account["verified"] else Scope.none()
    if who.audience != "internal":
        return Scope.none()
    if who.role in ("admin", "recruiter") and who.client_id is None:
        return Scope.all("agency staff")
    return Scope.only("client_id", who.client_id)


def _keys(interview: Interview) -> dict[str, Any]:
    """Index-only fields: list windows (kit.pagination), what a candidate may see, who occupies a round."""
    tail = ids.tail(interview.interview_id)
    keys: dict[str, Any] = {
        "all": tail,
        "job": f"{interview.job_id}:{tail}",
        "client": f"{interview.client_id}:{tail}",
        "live": _live(interview),
        "words": words(interview.candidate_name, interview.job_title, interview.round_name),
    }
    if interview.published_at is not None and interview.candidate_portal_id is not None:
        keys["portal"] = interview.candidate_portal_id
    return keys


def _live(interview: Interview) -> str:
    """One live interview per application and round: unique. One that was cancelled or failed leaves the round free;
    its own id takes the place, so that the index needs no condition."""
    if interview.interview_status in REPLACEABLE:
        return interview.interview_id
    return f"{interview.candidate_id}:{interview.interview_round}"


class Store:
    """The database of this service."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.interviews = db.collection(
            "interviews",
            Interview,
            id_field="interview_id",
            derive=_keys,
            indexes=[
                Index(("_k.live", 1), unique=True),
                Index(("_k.all", 1), unique=True),
                Index(("_k.job", 1), unique=True),
                Index(("_k.client", 1), unique=True),
                Index(("_k.portal", 1)),
                Index(("candidate_id", 1)),
                Index(("scheduled_start_time", 1)),
            ],
        )
        self.applications = db.collection(
            "applications", Application, id_field="candidate_id", indexes=[Index(("client_id", 1), ("job_id", 1))]
        )
        self.claims = db.plain("claims")
        """`{_id: "<person>:<quarter-hour>", interview_id}`: nobody is in two places, because an `_id` is unique."""
        self.jobs = db.projection("jobs")
        self.clients = db.projection("clients")
        self.accounts = db.projection("portal_accounts")
        """`{verified}` of each portal account; nothing else of a person is kept."""
        self.pipelines: Briefly[Any] = Briefly()

    # -- writing ------------------------------------------------------------------------------------------------

    async def insert(self, tx: Tx[Any], interview: Interview, events: Sequence[EventData]) -> None:
        """A new interview; it claims nobody's time yet. A round that is occupied raises `DuplicateKey` on `_k.live`."""
        await self.interviews.insert(tx, interview, events)

    async def save(self, tx: Tx[Any], before: Interview, after: Interview, events: Sequence[EventData]) -> None:
        """Stores the new state and brings the claims in line with it, in this one transaction.

        Claims are inserted without looking: a person who is booked elsewhere raises `DuplicateKey` on `_id`, and
        nothing of the transaction stays. A look before would not help: two transactions that both look and see
        nothing would both commit (write skew).
        """
        await self.interviews.save(tx, after, events)
        held, wanted = before.claims(), after.claims()
        if gone := sorted(held - wanted):
            for some in _chunks(gone):
                await self.claims.delete({"_id": {"$in": some}, "interview_id": before.interview_id}, tx)
        if new := sorted(wanted - held):
            await self.claims.insert_many([{"_id": each, "interview_id": after.interview_id} for each in new], tx)

    # -- reading ------------------------------------------------------------------------------------------------

    async def rounds(self, scope: Scope, candidate_id: str, tx: Tx[Any] | None = None) -> list[Interview]:
        """All interviews of an application, by round and age."""
        found = await self.interviews.find(scope, {"candidate_id": candidate_id}, limit=MOST_ROUNDS, tx=tx)
        return sorted(found, key=lambda interview: (interview.interview_round, interview.interview_id))

    async def passed_round(self, candidate_id: str, number: int, tx: Tx[Any]) -> Interview | None:
        """The passed interview of that round of the application, if there is one."""
        query = {"candidate_id": candidate_id, "interview_round": number, "interview_status": Status.PASSED.value}
        return await self.interviews.find_one(OURS, query, tx=tx)

    async def open_interviews(self, field: str, value: str, tx: Tx[Any]) -> list[Interview]:
        """Interviews of a job or client that are not final: at most a thousand, newest first."""
        query = {field: value, "interview_status": {"$in": sorted(status.value for status in OPEN)}}
        return await self.interviews.find(OURS, query, limit=1000, sort=[("_id", -1)], tx=tx)

    async def taken(self, interview: Interview, now: datetime, tx: Tx[Any] | None = None) -> frozenset[str]:
        """Ids of its future slots in which somebody who must come is booked elsewhere. For showing only: what counts
        is decided by the claims when the slot is booked."""
        if interview.interview_status not in BOOKABLE:
            return frozenset()
        people = interview.people()
        claims = {
            slot.slot_id: claim_ids(people, slot.start_time, slot.end_time)
            for slot in interview.proposed_slots
            if slot.start_time > now
        }
        holders = await self.holders(frozenset().union(*claims.values()), tx)
        others = {claim for claim, holder in holders.items() if holder != interview.interview_id}
        return frozenset(slot_id for slot_id, wanted in claims.items() if wanted & others)

    async def holders(self, claims: frozenset[str], tx: Tx[Any] | None = None) -> dict[str, str]:
        """claim -> id of the interview that holds it, for those that are held."""
        held: dict[str, str] = {}
        for some in _chunks(sorted(claims)):
            for row in await self.claims.find({"_id": {"$in": some}}, limit=len(some), tx=tx):
                held[row["_id"]] = row["interview_id"]
        return held


def is_claim(duplicate: DuplicateKey) -> bool:
    """Whether somebody's time was claimed already (rather than a round occupied)."""
    return "_k.live" not in duplicate.fields


def _chunks(claims: list[str]) -> list[list[str]]:
    return [claims[at : at + _IDS_AT_ONCE] for at in range(0, len(claims), _IDS_AT_ONCE)]
