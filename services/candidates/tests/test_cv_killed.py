"""`kill -9` of the service on the way from an upload to the story: one application, one file, one of each event."""

from __future__ import annotations

import asyncio
import random
import secrets
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from arbeit_kit.mongo import Database
from arbeit_kit.testing import SECRET, Tap, auth, envelope, eventually, publish, purge, tap, token
from arbeit_kit.victim import victim

from . import files
from .world import client_told, email, job_told

POINTS = (
    "file stored",
    "committed, not answered",
    "parse known, not saved",  # the story is saved in the same way
)
KILLS, AT_ONCE = 3, 4
VICTIM = Path(__file__).with_name("victim.py")


class Recruiter:
    """Sends CVs, again with the same key until he is answered; knows what he was answered."""

    def __init__(self, port: int, job_id: str) -> None:
        self.http = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=auth(token("recruiter")), timeout=20)
        self.path = f"/api/jobs/{job_id}/candidates"
        self.answered: dict[str, str] = {}

    async def ready(self) -> bool:
        try:
            return (await self.http.get("/readyz")).status_code == 200
        except httpx.HTTPError:
            return False

    async def send(self, address: str) -> bool:
        content = files.txt(files.TEXT.replace("asha.rao@cv.example", address))
        try:
            answer = await self.http.post(
                self.path, files={"file": ("cv.txt", content)}, headers={"Idempotency-Key": address}
            )
        except httpx.HTTPError:
            return False
        if answer.status_code in (409, 503):  # still under way, for all the service knows
            return False
        assert answer.status_code == 201, answer.text
        self.answered[address] = answer.json()["candidate_id"]
        return True

    async def told(self, address: str) -> bool:
        known = (await self.http.get(f"/api/candidates/{self.answered[address]}")).json()
        return (known["cv_status"], known["story_status"]) == ("parsed", "written")


@dataclass
class Scene:
    """What a killed service leaves behind, and who looks at it."""

    environment: dict[str, str]
    order: Path
    recruiter: Recruiter
    database: Database
    heard: Tap

    async def begin(self) -> None:
        """Once a first process is up: the job that everybody applies for."""
        await eventually(self.recruiter.ready, 60)
        await publish(
            envelope(client_told("client_a"), subject="client_a", client_id="client_a"),
            envelope(job_told("job_1", "client_a"), subject="job_1", client_id="client_a"),
        )

        async def known() -> bool:
            return await self.database.raw["jobs"].find_one({"_id": "job_1"}) is not None

        await eventually(known, 20)


@asynccontextmanager
async def scene(mongo_url: str, amqp_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    order, name = tmp_path / "die-at", f"t_{secrets.token_hex(4)}"
    environment = {
        "MONGO_URL": mongo_url, "AMQP_URL": amqp_url, "DB_NAME": name, "JWT_SECRET": SECRET, "PORT": str(port),
        "LOG_LEVEL": "ERROR", "OPENAI_API_KEY": "", "DIE_AT": str(order),
    }  # fmt: skip
    await purge(amqp_url)
    database = Database(mongo_url, f"{name}_candidates", source="/arbeit/candidates", seal=bytes)
    recruiter = Recruiter(port, "job_1")
    try:
        async with tap("candidates.#") as heard:
            yield Scene(environment, order, recruiter, database, heard)
    finally:
        await recruiter.http.aclose()
        await database.drop()
        database.close()


async def test_killed_anywhere_between_upload_and_story_nothing_is_lost_or_doubled(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
    """One upload for each point, each cut off there; the last process lives until all is done."""
    async with scene(mongo_url, amqp_url, tmp_path) as at:
        recruiter = at.recruiter
        addresses = {point: email("kim") for point in POINTS}
        for number, point in enumerate([*POINTS, None]):
            async with victim(VICTIM, at.environment) as process:
                if number == 0:
                    await at.begin()
                await eventually(recruiter.ready, 60)
                await _answered(recruiter, list(addresses.values())[:number])
                if point is None:
                    await _whole(at, list(addresses.values()))
                    return
                at.order.write_text(point)

                async def dead(point: str = point) -> bool:
                    if process.returncode is None and addresses[point] not in recruiter.answered:
                        await recruiter.send(addresses[point])
                    return process.returncode is not None

                await eventually(dead, 30)
                assert not at.order.exists(), point


async def test_killed_at_any_moment_of_several_uploads_nothing_is_lost_or_doubled(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
    """Points that nobody thought of: the dice say when."""
    dice = random.Random(20)
    addresses: list[str] = []
    async with scene(mongo_url, amqp_url, tmp_path) as at:
        for number in range(KILLS):
            async with victim(VICTIM, at.environment) as process:
                if number == 0:
                    await at.begin()
                await eventually(at.recruiter.ready, 60)
                addresses += [email("lee") for _ in range(AT_ONCE)]
                sending = [asyncio.create_task(at.recruiter.send(each)) for each in addresses[-AT_ONCE:]]
                await asyncio.sleep(dice.uniform(0.02, 0.9))
                process.kill()
                await asyncio.gather(*sending)
        async with victim(VICTIM, at.environment):
            await eventually(at.recruiter.ready, 60)
            await _answered(at.recruiter, addresses)
            await _whole(at, addresses)


async def _answered(recruiter: Recruiter, addresses: list[str]) -> None:
    """Every upload whose answer was cut off is sent again, under its key."""
    for address in addresses:
        if address not in recruiter.answered:
            await eventually(lambda address=address: recruiter.send(address), 90)  # type: ignore[misc]


async def _whole(at: Scene, addresses: list[str]) -> None:
    recruiter, database, heard = at.recruiter, at.database, at.heard
    for address in addresses:
        await eventually(lambda address=address: recruiter.told(address), 90)  # type: ignore[misc]
    listed = (await recruiter.http.get(recruiter.path, params={"limit": 200})).json()["items"]
    assert Counter(each["email"] for each in listed) == Counter(addresses)
    # A file is an application's, or its note is there and the sweep takes it.
    rows = await database.raw["candidates"].find({}).to_list(None)
    mine = {row["cv"]["file_id"] for row in rows}
    kept = {row["_id"] async for row in database.raw["cvs.files"].find({})}
    kept |= {row["files_id"] async for row in database.raw["cvs.chunks"].find({}, {"files_id": 1})}
    noted = {row["_id"] async for row in database.raw["uploads"].find({})}
    assert mine <= kept
    assert kept - mine <= noted
    assert not mine & noted
    assert await database.raw["cv_work"].count_documents({}) == 0
    ids = set(recruiter.answered.values())
    for event in ("CandidateCreated", "CvUploaded", "CvParsed", "CandidateStoryGenerated"):
        await heard.wait_for(event, count=len(ids), within=30)
        once = Counter({each.id: each.subject for each in heard.named(event)}.values())
        assert once == Counter(dict.fromkeys(ids, 1)), event
