"""What tests do to the service: candidates appear by their events, people act over HTTP."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx

from arbeit_events.candidates import CandidateCreated
from arbeit_interviews.commands import accounts, following
from arbeit_interviews.commands.applications import heard
from arbeit_kit import ids
from arbeit_kit.testing import Running, auth, token
from arbeit_kit.time import iso, now

_hours = count()


@dataclass
class Candidate:
    """A candidate as the candidates service would tell of him."""

    candidate_id: str = field(default_factory=lambda: ids.new("cand"))
    person_id: str = field(default_factory=lambda: ids.new("person"))
    portal_id: str = field(default_factory=lambda: ids.new("cp"))
    job_id: str = "job_a"
    client_id: str = "client_a"
    status: str = "IN_REVIEW"
    name: str = "Asha Rao"

    def created(self) -> CandidateCreated:
        return CandidateCreated(
            candidate_id=self.candidate_id,
            job_id=self.job_id,
            client_id=self.client_id,
            person_id=self.person_id,
            job_title="Engineer",
            client_name="Acme",
            name=self.name,
            email="asha@mail.example",
            status=self.status,
            candidate_portal_id=self.portal_id,
            source="manual",
        )


def hours(*offsets: float, minutes: int = 60) -> list[dict[str, str]]:
    """Slots that begin so many hours from the next full hour."""
    base = now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return [
        {"start_time": iso(base + timedelta(hours=h)), "end_time": iso(base + timedelta(hours=h, minutes=minutes))}
        for h in offsets
    ]


class Agency:
    """Everybody who uses the service. Answers are ``httpx.Response``; ``ok`` unpacks the expected ones."""

    def __init__(self, service: Running) -> None:
        self.running = service
        self.client = service.client
        self.staff = auth(token("recruiter"))
        self.admin = auth(token("admin"))
        self.client_user = auth(token("client_user", client_id="client_a"))
        self.stranger = auth(token("client_user", client_id="client_b"))

    def own(self, candidate: Candidate) -> dict[str, str]:
        """The candidate's own token."""
        return auth(token("candidate", sub=candidate.portal_id))

    async def candidate(self, **facts: Any) -> Candidate:
        """A new candidate, known to the service; his portal account has proved its address."""
        candidate = Candidate(**facts)
        await self.account(candidate.portal_id)
        await self.run(lambda tx: following.follow_candidate(tx, heard(candidate.created().model_dump(), 1)))
        return candidate

    async def account(self, portal_id: str, *, sequence: int = 1, verified: bool = True) -> None:
        """A portal account, as auth would tell of it."""
        await self.run(lambda tx: accounts.follow_account(tx, portal_id, sequence, verified=verified))

    async def run(self, command: Any) -> Any:
        """A command as a message handler would run it."""
        return await self.running.service.db.transaction(command)

    async def post(
        self, path: str, body: Any = None, who: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        return await self.client.post(f"/api/interviews{path}", json=body, headers={**(who or self.staff), **headers})

    async def put(self, path: str, body: Any, who: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        return await self.client.put(f"/api/interviews{path}", json=body, headers={**(who or self.staff), **headers})

    async def get(self, path: str = "", who: dict[str, str] | None = None, **params: Any) -> httpx.Response:
        return await self.client.get(f"/api/interviews{path}", params=params, headers=who or self.staff)

    async def interview(self, candidate: Candidate | None = None, **body: Any) -> dict[str, Any]:
        """A new interview, by default one that waits for the candidate, at a time of its own."""
        candidate = candidate or await self.candidate()
        base = 24 + 4 * (next(_hours) % 1000)
        wanted = {"proposed_slots": hours(base, base + 2), **body}
        return ok(await self.post("", {"candidate_id": candidate.candidate_id, **wanted}), 201)

    async def act(
        self, interview: dict[str, Any], action: str, body: Any = None, who: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """An action that must succeed."""
        return ok(await self.post(f"/{interview['interview_id']}/{action}", body, who))

    async def book(self, interview: dict[str, Any], index: int = 0, **body: Any) -> dict[str, Any]:
        slot_id = interview["proposed_slots"][index]["slot_id"]
        return await self.act(interview, "book-slot", {"slot_id": slot_id, **body})

    async def completed(self, candidate: Candidate | None = None, **body: Any) -> dict[str, Any]:
        interview = await self.book(await self.interview(candidate, **body))
        return await self.act(interview, "mark-completed", {"feedback": "good", "rating": 4})

    async def state(self, interview: dict[str, Any]) -> dict[str, Any]:
        """The stored document."""
        found: dict[str, Any] = await self.running.db["interviews"].find_one({"_id": interview["interview_id"]})
        return found

    async def claims(self, interview: dict[str, Any]) -> set[str]:
        rows = await self.running.db["claims"].find({"interview_id": interview["interview_id"]}).to_list(None)
        return {row["_id"] for row in rows}


def ok(response: httpx.Response, status: int = 200) -> Any:
    """The body of the expected answer."""
    assert response.status_code == status, response.text
    return response.json()


def refused(response: httpx.Response, status: int, kind: str | None = None) -> dict[str, Any]:
    """The body of the expected problem."""
    body: dict[str, Any] = ok(response, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert kind in (None, body["type"]), body
    return body


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
