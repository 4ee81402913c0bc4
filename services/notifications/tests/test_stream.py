"""The live stream over a real socket: what arrives, what does not, and when it ends."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
import uvicorn

from arbeit_events.auth import CredentialsRevoked, PortalUserVerified
from arbeit_events.interviews import InterviewCreated
from arbeit_kit import ids
from arbeit_kit.testing import auth, token
from arbeit_kit.time import now
from arbeit_notifications.store import STAFF
from arbeit_notifications.streams import Position

from . import facts
from .agency import ADMIN, CANDIDATE, CLIENT_A, CLIENT_B, OTHER_CANDIDATE, UNPROVED, Agency, agency


@dataclass
class Heard:
    """What one stream has said so far."""

    events: list[dict[str, Any]] = field(default_factory=list)
    comments: int = 0
    closed: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def named(self, name: str) -> list[dict[str, Any]]:
        return [each for each in self.events if each["event"] == name]

    async def wait(self, name: str, count: int = 1, within: float = 3) -> dict[str, Any]:
        async with asyncio.timeout(within):
            while len(self.named(name)) < count:
                self.arrived.clear()
                await self.arrived.wait()
        return self.named(name)[count - 1]


async def read(response: httpx.Response, heard: Heard) -> None:
    current: dict[str, Any] = {}
    async for line in response.aiter_lines():
        if line.startswith(":"):
            heard.comments += 1
        elif not line and "event" in current:
            heard.events.append({**current, "data": json.loads(current["data"])})
            current = {}
        elif line:
            name, _, value = line.partition(": ")
            current[name] = value
        heard.arrived.set()
    heard.closed = True
    heard.arrived.set()


@dataclass
class Live:
    agency: Agency
    url: str
    client: httpx.AsyncClient

    @asynccontextmanager
    async def stream(self, headers: dict[str, str], last: str | None = None) -> AsyncIterator[Heard]:
        sent = {**headers, **({"Last-Event-ID": last} if last else {})}
        async with self.client.stream("GET", f"{self.url}/api/notifications/stream", headers=sent) as response:
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            heard = Heard()
            task = asyncio.create_task(read(response, heard))
            try:
                await heard.wait("ready")
                yield heard
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)


@pytest_asyncio.fixture(loop_scope="session")
async def live(mongo_url: str, amqp_url: str) -> AsyncIterator[Live]:
    async with agency() as there, httpx.AsyncClient(timeout=30) as client:
        there.run.service.app.state.streams.heartbeat_s = 0.3
        config = uvicorn.Config(
            there.run.service.app, port=0, lifespan="off", log_config=None, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Live(there, f"http://127.0.0.1:{port}", client)
        server.should_exit = True
        await task


async def test_a_notification_reaches_an_open_stream_within_a_second(live: Live) -> None:
    async with live.stream(ADMIN) as heard:
        assert heard.named("ready")[0]["data"] == {"unread_count": 0}
        await live.agency.tell(facts.status_changed(), subject="cand_1")
        begun = time.monotonic()  # from when the broker has it
        told = await heard.wait("notification")
        assert time.monotonic() - begun < 1
        (stored,) = await live.agency.notifications()
        assert {**stored, "recipients": 0, "version": 0} == {**told["data"], "recipients": 0, "version": 0}
        assert told["id"].endswith(stored["notification_id"].removeprefix("ntf_"))
        change = await heard.wait("change")
        assert change["data"] == {
            "type": "CandidateStatusChanged", "entity_type": "candidate", "entity_id": "cand_1",
        }  # fmt: skip
        assert "id" not in change


async def test_each_person_hears_only_of_his_own(live: Live) -> None:
    async with (
        live.stream(CLIENT_A) as a,
        live.stream(CLIENT_B) as b,
        live.stream(CANDIDATE) as candidate,
        live.stream(OTHER_CANDIDATE) as other,
        live.stream(auth(token("recruiter", sub="user_r", permissions=["notifications:read"]))) as unprivileged,
    ):
        draft = InterviewCreated.model_validate(facts.interview(interview_status="Draft"))
        await live.agency.tell(draft, subject="int_0")
        await live.agency.tell(facts.slot_booked(), subject="int_1")
        await live.agency.tell(facts.status_changed(candidate_portal_id="cp_1"), subject="cand_1")
        await live.agency.tell(facts.new_job(), subject="job_1")
        await a.wait("notification")
        await a.wait("change", 3)
        await candidate.wait("change", 2)
        await unprivileged.wait("notification", 2)
        await asyncio.sleep(0.2)
        assert [e["data"]["entity_id"] for e in a.named("change")] == ["int_1", "cand_1", "job_1"]
        assert len(a.named("notification")) == 1
        assert [e["event"] for e in b.events] == ["ready"]
        assert [e["data"]["entity_id"] for e in candidate.named("change")] == ["int_1", "cand_1"]
        assert candidate.named("notification") == []
        assert [e["event"] for e in other.events] == ["ready"]
        assert unprivileged.named("change") == []


async def test_an_open_stream_tells_a_candidate_nothing_before_his_address_is_proved(live: Live) -> None:
    async with live.stream(UNPROVED) as heard:
        await live.agency.tell(facts.created(candidate_portal_id="cp_3"), subject="int_1")
        await live.agency.mails(1)
        await asyncio.sleep(0.2)
        assert [e["event"] for e in heard.events] == ["ready"]
        proved = PortalUserVerified(candidate_portal_id="cp_3", email="cp_3@example.com", name="C")
        await live.agency.tell(proved, subject="cp_3", sequence=2)
        await live.agency.notified(1, UNPROVED)
        await live.agency.tell(facts.created(candidate_portal_id="cp_3", interview_id="int_2"), subject="int_2")
        assert (await heard.wait("notification"))["data"]["entity_id"] == "int_2"


async def test_a_stream_tells_nothing_that_was_switched_off(live: Live) -> None:
    off = {"items": [{"type": "interview_booked", "in_app": False}]}
    path = "/api/notifications/preferences"
    assert (await live.agency.run.client.put(path, headers=ADMIN, json=off)).status_code == 200
    async with live.stream(ADMIN) as heard, live.stream(CLIENT_A) as client:
        await live.agency.tell(facts.slot_booked(), subject="int_1")
        await client.wait("notification")
        await live.agency.tell(facts.passed(interview_id="int_2"), subject="int_2")
        assert (await heard.wait("notification"))["data"]["entity_id"] == "int_2"
        assert len(heard.named("notification")) == 1


async def test_a_stream_resumes_where_it_left_and_only_in_its_own_scope(live: Live) -> None:
    await live.agency.tell(facts.slot_booked(), subject="int_1")
    await live.agency.notified(1)
    async with live.stream(ADMIN) as first:
        await live.agency.tell(facts.slot_booked(interview_id="int_2"), subject="int_2")
        # The news of int_1 may come late: it is stored before it is told.
        seen = await first.wait("notification")
        if seen["data"]["entity_id"] != "int_2":
            seen = await first.wait("notification", 2)
        assert seen["data"]["entity_id"] == "int_2"
    await live.agency.tell(facts.slot_booked(interview_id="int_3"), subject="int_3")
    await live.agency.notified(3)
    await live.agency.tell(facts.status_changed(), subject="cand_1")
    await live.agency.notified(4)
    async with live.stream(ADMIN, last=seen["id"]) as again:
        await again.wait("notification", 2)
        await live.agency.tell(facts.slot_booked(interview_id="int_4"), subject="int_4")
        await again.wait("notification", 3)
        assert [e["data"]["entity_id"] for e in again.named("notification")] == ["int_3", "cand_1", "int_4"]
    async with live.stream(CLIENT_A, last=seen["id"]) as foreign_id:
        await foreign_id.wait("notification", 2)
        assert [e["data"]["entity_id"] for e in foreign_id.named("notification")] == ["int_3", "int_4"]
    async with live.stream(CLIENT_B, last=seen["id"]) as nothing:
        await asyncio.sleep(0.2)
        assert nothing.named("notification") == []


async def test_one_that_became_visible_late_is_not_skipped_on_resume(live: Live) -> None:
    async with live.stream(ADMIN) as first:
        await asyncio.sleep(0.3)
        await live.agency.tell(facts.slot_booked(interview_id="int_1"), subject="int_1")
        seen = await first.wait("notification")
    # Its id was made a moment before the one that was seen; its transaction committed only now.
    late = await live.agency.run.store.notifications.find_one(STAFF, {"entity_id": "int_1"})
    early = ids.new("ntf", at=late.created_at - timedelta(milliseconds=100))
    copy = late.model_copy(update={"notification_id": early, "event_id": "evt_other", "entity_id": "int_0"})
    document = live.agency.run.store.notifications.dump(copy)
    await live.agency.run.db["notifications"].insert_one(document)
    async with live.stream(ADMIN, last=seen["id"]) as again:
        await again.wait("notification")
        await asyncio.sleep(0.2)
        assert [e["data"]["entity_id"] for e in again.named("notification")] == ["int_0"]


def test_a_position_names_what_may_be_overtaken_and_no_more() -> None:
    position = Position.beginning()
    begun = position.floor
    fresh = [ids.tail(ids.new("ntf")) for _ in range(30)]
    position.add(fresh[1])
    assert position.floor == begun
    for tail in fresh:
        position.add(tail)
    again = Position.parse(str(position))
    assert [tail in again for tail in fresh] == [False] * 10 + [True] * 20
    assert again.floor == fresh[9]
    assert len(str(position)) < 1000
    later = ids.tail(ids.new("ntf", at=now() + timedelta(minutes=1)))
    position.add(later)
    assert str(position) == f"{position.floor}.{later}"


@pytest.mark.parametrize("how", ["person", "session"])
async def test_a_revoked_token_ends_its_stream_within_a_second(live: Live, how: str) -> None:
    mine = auth(token("recruiter", sub=f"user_{how}", sid=f"of_{how}"))
    async with live.stream(mine) as heard, live.stream(ADMIN) as other:
        revoked = CredentialsRevoked(
            subject_id=f"user_{how}",
            audience="internal",
            token_version=2 if how == "person" else 0,
            session_ids=[f"of_{how}"] if how == "session" else [],
            reason="password-changed",
            expires_at=now() + timedelta(minutes=15),
        )
        await live.agency.tell(revoked, subject=f"user_{how}")
        begun = time.monotonic()
        assert (await heard.wait("end"))["data"] == {"reason": "revoked"}
        assert time.monotonic() - begun < 1
        assert other.named("end") == []
    answer = await live.client.get(f"{live.url}/api/notifications/stream", headers=mine)
    assert answer.status_code == 401


async def test_a_stream_ends_with_its_token(live: Live) -> None:
    async with live.stream(auth(token("admin", exp=int(time.time()) + 2))) as heard:
        assert (await heard.wait("end", within=5))["data"] == {"reason": "expired"}


async def test_a_stream_ends_when_the_process_drains(live: Live) -> None:
    async with live.stream(ADMIN) as heard:
        live.agency.run.service.drain()
        assert (await heard.wait("end"))["data"] == {"reason": "restart"}
    live.agency.run.service._draining = False  # the tests go on


async def test_a_quiet_stream_sends_heartbeats(live: Live) -> None:
    async with live.stream(ADMIN) as heard:
        await asyncio.sleep(1)
        assert heard.comments >= 2


async def test_five_streams_at_a_time_per_person(live: Live) -> None:
    async with (
        live.stream(ADMIN),
        live.stream(ADMIN),
        live.stream(ADMIN),
        live.stream(ADMIN),
        live.stream(ADMIN),
        live.stream(CLIENT_A),
    ):
        refused = await live.client.get(f"{live.url}/api/notifications/stream", headers=ADMIN)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
    await asyncio.sleep(0.3)
    async with live.stream(ADMIN):
        pass


@pytest.mark.parametrize(("headers", "status"), [({}, 401), ({**ADMIN, "Last-Event-ID": "x' or 1"}, 422)])
async def test_a_bad_request_opens_no_stream(live: Live, headers: dict[str, str], status: int) -> None:
    answer = await live.client.get(f"{live.url}/api/notifications/stream", headers=headers)
    assert answer.status_code == status
    by_query = await live.client.get(
        f"{live.url}/api/notifications/stream", params={"access_token": ADMIN["Authorization"][7:]}
    )
    assert by_query.status_code == 401
