"""What tests put into the trail, and how they read it."""

from __future__ import annotations

from typing import Any

from arbeit_audit import commands
from arbeit_events import Envelope
from arbeit_events.jobs import JobStatusChanged
from arbeit_kit.testing import Running, auth, envelope, token

PATH = "/api/governance/audit-logs"


def status_changed(job_id: str = "job_1", **extensions: Any) -> Envelope:
    data = JobStatusChanged(job_id=job_id, client_id="client_1", title="Cook", old_status="open", new_status="closed")
    who = {"actor_id": "user_9", "actor_role": "recruiter", "actor_email": "Meera@Example.org"} | extensions
    return envelope(data, subject=job_id, client_id="client_1", **who)


async def record(audit: Running, *events: Envelope) -> int:
    async def work(tx: Any) -> int:
        return await commands.record(tx, list(events))

    return int(await audit.service.db.transaction(work))


async def listed(audit: Running, role: str = "admin", sub: str | None = None, **params: str) -> list[dict[str, Any]]:
    answer = await audit.client.get(PATH, params=params, headers=auth(token(role, sub=sub)))
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
