"""What the tests of this service stand on: clients, jobs and callers, told as the other services would tell them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from httpx import Response

from arbeit_candidates.app import create_service
from arbeit_events.jobs import JobCreated, JobStatusChanged
from arbeit_events.tenancy import ClientCreated
from arbeit_kit import ids
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, token

__all__ = ["ADMIN", "RECRUITER", "World", "create_service", "email"]

ADMIN = auth(token("admin"))
RECRUITER = auth(token("recruiter"))


def email(name: str = "asha") -> str:
    """An address nobody else has."""
    return f"{name}.{ids.tail(ids.new('x'))}@example.com"


def client_told(client_id: str, company: str = "Acme", status: str = "active") -> ClientCreated:
    """As the tenancy service tells it."""
    return ClientCreated(client_id=client_id, company_name=company, status=status)


def job_told(job_id: str, client_id: str, title: str = "Engineer", status: str = "open", **facts: Any) -> JobCreated:
    """As the jobs service tells it."""
    return JobCreated(
        job_id=job_id, client_id=client_id, client_name="Acme", title=title, employment_type="full_time", status=status,
        priority="high", openings=1, **facts,
    )  # fmt: skip


@dataclass
class World:
    """A running service with two clients, each with an open job."""

    running: Running
    clients: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)

    @property
    def http(self) -> Any:
        return self.running.client

    async def begin(self) -> World:
        for company in ("Acme", "Globex"):
            client_id = await self.client(company)
            self.clients.append(client_id)
            self.jobs.append(await self.job(client_id))
        return self

    async def client(self, company: str = "Acme", status: str = "active") -> str:
        client_id = ids.new("client")
        told = client_told(client_id, company, status)
        await publish(envelope(told, subject=client_id, client_id=client_id))
        await self._known("clients", client_id)
        return client_id

    async def job(self, client_id: str, title: str = "Engineer", status: str = "open", **facts: Any) -> str:
        job_id = ids.new("job")
        told = job_told(job_id, client_id, title, status, **facts)
        await publish(envelope(told, subject=job_id, client_id=client_id))
        await self._known("jobs", job_id)
        return job_id

    async def close(self, job_id: str, client_id: str, status: str) -> None:
        told = JobStatusChanged(
            job_id=job_id, client_id=client_id, title="Engineer", old_status="open", new_status=status
        )
        await publish(envelope(told, subject=job_id, sequence=2, client_id=client_id))

        async def closed() -> bool:
            return (await self.running.db["jobs"].find_one({"_id": job_id}))["status"] == status

        await eventually(closed)

    async def _known(self, collection: str, entity_id: str) -> None:
        async def known() -> bool:
            return await self.running.db[collection].find_one({"_id": entity_id}) is not None

        await eventually(known, within=10)

    async def post(
        self, job_id: str | None = None, /, *, headers: dict[str, str] = RECRUITER, **fields: Any
    ) -> Response:
        body = {"name": "Asha Rao", "email": email(), **fields}
        answer: Response = await self.http.post(
            f"/api/jobs/{job_id or self.jobs[0]}/candidates", json=body, headers=headers
        )
        return answer

    async def candidate(self, job_id: str | None = None, /, **fields: Any) -> dict[str, Any]:
        answer = await self.post(job_id, **fields)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def get(self, candidate_id: str, headers: dict[str, str] = RECRUITER) -> dict[str, Any]:
        answer = await self.http.get(f"/api/candidates/{candidate_id}", headers=headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def read(self, candidate_id: str, within: float = 15) -> dict[str, Any]:
        """The candidate once his CV was read and, where there is one to write, his story was written."""

        async def done() -> bool:
            known = await self.get(candidate_id)
            return known["cv_status"] in ("parsed", "failed") and known["story_status"] != "writing"

        await eventually(done, within=within)
        return await self.get(candidate_id)

    async def put(self, candidate_id: str, /, headers: dict[str, str] = RECRUITER, **fields: Any) -> Response:
        answer: Response = await self.http.put(f"/api/candidates/{candidate_id}", json=fields, headers=headers)
        return answer

    async def in_status(self, status: str) -> dict[str, Any]:
        """A new candidate brought to this status by the shortest way."""
        candidate = await self.candidate()
        steps = {"NEW": [], "SELECTED": ["IN_PROGRESS"]}.get(status, [status])
        for step in steps:
            answer = await self.put(candidate["candidate_id"], status=step, status_reason="because")
            assert answer.status_code == 200, answer.text
        if status == "SELECTED":
            await publish(self.hired(candidate))

            async def selected() -> bool:
                return (await self.get(candidate["candidate_id"]))["status"] == "SELECTED"

            await eventually(selected)
        return await self.get(candidate["candidate_id"])

    def hired(self, candidate: dict[str, Any], **facts: Any) -> Any:
        from arbeit_events.interviews import HiringInitiated

        return self.interview(HiringInitiated, candidate, salary_offered="100", **facts)

    def interview(self, kind: Any, candidate: dict[str, Any], *, sequence: int = 1, **facts: Any) -> Any:
        """An interview's event about this candidate."""
        values = {
            "interview_id": "int_1",
            "job_id": candidate["job_id"],
            "job_title": "Engineer",
            "candidate_id": candidate["candidate_id"],
            "candidate_name": candidate["name"],
            "person_id": candidate["person_id"],
            "client_id": candidate["client_id"],
            "client_name": "Acme",
            "interview_round": 1,
            "round_name": "Technical",
            "interview_mode": "Video",
            "interview_duration": 45,
            "time_zone": "Asia/Kolkata",
            "interview_status": "Completed",
            **facts,
        }
        return envelope(
            kind(**values), subject=values["interview_id"], sequence=sequence, client_id=candidate["client_id"]
        )
