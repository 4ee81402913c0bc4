"""`kill -9` of the service on the way from an upload to the story: one application, one file, one of each event."""

from __future__ import annotations

import secrets
import socket
from collections import Counter
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


async def test_killed_anywhere_between_upload_and_story_nothing_is_lost_or_doubled(
    mongo_url: str, amqp_url: str, tmp_path: Path
) -> None:
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
    try:
        async with tap("candidates.#") as heard:
            recruiter = Recruiter(port, "job_1")
            await _killed(environment, order, recruiter, database, heard)
            await recruiter.http.aclose()
    finally:
        await database.drop()
        database.close()


async def _killed(
    environment: dict[str, str], order: Path, recruiter: Recruiter, database: Database, heard: Tap
) -> None:
    """One upload for each point, each cut off there; the last process lives until all is done."""
    addresses = {point: email("kim") for point in POINTS}
    for number, point in enumerate([*POINTS, None]):
        async with victim(VICTIM, environment) as process:
            await eventually(recruiter.ready, 60)
            if number == 0:
                await publish(
                    envelope(client_told("client_a"), subject="client_a", client_id="client_a"),
                    envelope(job_told("job_1", "client_a"), subject="job_1", client_id="client_a"),
                )

                async def known() -> bool:
                    return await database.raw["jobs"].find_one({"_id": "job_1"}) is not None

                await eventually(known, 20)
            for address in list(addresses.values())[:number]:
                if address not in recruiter.answered:
                    await eventually(lambda address=address: recruiter.send(address), 90)  # type: ignore[misc]
            if point is None:
                for address in addresses.values():
                    await eventually(lambda address=address: recruiter.told(address), 90)  # type: ignore[misc]
                await _whole(recruiter, addresses, database, heard)
                return
            order.write_text(point)

            async def dead(point: str = point) -> bool:
                if process.returncode is None and addresses[point] not in recruiter.answered:
                    await recruiter.send(addresses[point])
                return process.returncode is not None

            await eventually(dead, 30)
            assert not order.exists(), point


async def _whole(recruiter: Recruiter, addresses: dict[str, str], database: Database, heard: Tap) -> None:
    listed = (await recruiter.http.get(recruiter.path, params={"limit": 200})).json()["items"]
    assert Counter(each["email"] for each in listed) == Counter(addresses.values())
    # A file is an application's, or its note is there and the sweep takes it.
    rows = await database.raw["candidates"].find({}).to_list(None)
    mine = {row["cv"]["file_id"] for row in rows}
    kept = {row["_id"] async for row in database.raw["cvs.files"].find({})}
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
