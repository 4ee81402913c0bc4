"""Duplicated and shuffled delivery ends in the same state as the clean run."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterable
from typing import Any

import aio_pika
import pytest

from arbeit_events import topology
from arbeit_local.system import System
from tests.system.portal import Json, Portal, eventually

pytestmark = [pytest.mark.system, pytest.mark.fault]

# Services that only react to the interviews' events; they are away while the flow runs.
STEPS = ("candidate_status_change", "CANDIDATE_STATUS_CHANGE")
AWAY = ("candidates", "jobs", "notifications", "audit")
# Another disorder: DISORDER_SEED=2.
SEED = int(os.environ.get("DISORDER_SEED", "1"))


async def flow(portal: Portal, people: list[Json]) -> list[Json]:
    """Interviews of three applications: one hired after two rounds, one failed, one cancelled after booking."""
    made = []
    for number, candidate in enumerate(people):
        interview = await portal.interview(candidate)
        made.append(interview)
        url = f"/api/interviews/{interview['interview_id']}"
        await portal.recruiter.post(f"{url}/book-slot", {"slot_id": interview["proposed_slots"][0]["slot_id"]})
        if number == 2:
            await portal.recruiter.post(f"{url}/cancel", {"reason": "Moved abroad."})
            continue
        await portal.recruiter.post(f"{url}/mark-completed", {"feedback": "ok", "rating": 3})
        if number == 1:
            await portal.recruiter.post(f"{url}/reject", {"reason": "Too junior."})
            continue
        await portal.recruiter.post(f"{url}/move-to-next-round")
        second = await portal.interview(candidate, 2)
        made.append(second)
        url = f"/api/interviews/{second['interview_id']}"
        await portal.recruiter.post(f"{url}/book-slot", {"slot_id": second["proposed_slots"][1]["slot_id"]})
        await portal.recruiter.post(f"{url}/mark-completed", {"feedback": "great", "rating": 5})
        await portal.recruiter.post(f"{url}/initiate-hiring", {"salary_offered": "30 LPA"})
    return made


async def people_of_a_new_job(portal: Portal) -> list[Json]:
    client = await portal.client()
    job = await portal.job(client["client_id"], openings=1)
    people = [await portal.candidate(job["job_id"], name=f"Person {number}") for number in range(3)]

    async def known_to_interviews() -> bool:
        answer = await portal.recruiter.ask(
            "GET", f"/api/candidates/{people[-1]['candidate_id']}/interview-history", None
        )
        return answer.status_code == 200

    await eventually(known_to_interviews)
    return people


async def digest(portal: Portal, people: list[Json], interviews: list[Json]) -> dict[str, Any]:
    """What must be equal, without ids and times.

    How many steps a candidate took to his status is not: one who is hired before the event of his first round arrives
    goes straight to SELECTED, and one step less is announced. So of status changes only who was told of counts, and of
    the trail not that somebody already in interviews passed one round more (CANDIDATE_UPDATE); the round itself counts.
    """
    admin = portal.admin
    states = [await admin.get(f"/api/candidates/{each['candidate_id']}") for each in people]
    job = await admin.get(f"/api/jobs/{people[0]['job_id']}")
    job_id = people[0]["job_id"]
    position = [
        *(each["candidate_id"] for each in people),
        *(each["interview_id"] for each in interviews),
        job_id,
    ].index
    entities = [*(each["candidate_id"] for each in people), *(each["interview_id"] for each in interviews)]
    notifications = [each for each in await admin.all("/api/notifications") if each["entity_id"] in entities]
    audit = []
    for entity in [*entities, people[0]["job_id"]]:
        audit += await admin.all("/api/governance/audit-logs", entity_id=entity)
    mails = []
    for person in people:
        mails += await portal.mails_to(person["email"])
    return {
        "candidates": [(each["status"], each["current_round"], each["salary_offered"]) for each in states],
        "job": job["status"],
        "notifications": _counted((each["type"], entities.index(each["entity_id"])) for each in notifications),
        "audit": _counted(
            (each["action_type"], position(each["entity_id"]))
            for each in audit
            if each["action_type"] != "CANDIDATE_UPDATE"
        ),
        "mails": sorted(each["template"] for each in mails),
    }


def _counted(marks: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Sorted; steps of a status once."""
    ordered = sorted(marks)
    steps = {mark for mark in ordered if mark[0] in STEPS}
    return sorted([*(mark for mark in ordered if mark[0] not in STEPS), *steps])


async def shuffle_queues(amqp_url: str, seed: int) -> int:
    """Takes everything out of the queues of the services that are away, puts it back in disorder, twice or thrice."""
    order = random.Random(seed)
    connection = await aio_pika.connect(amqp_url)
    moved = 0
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        for service in AWAY:
            queue = await channel.get_queue(topology.events_queue(service))
            taken = []
            while (message := await queue.get(fail=False)) is not None:
                taken.append(message)
            copies = [message for message in taken for _ in range(order.randint(2, 3))]
            order.shuffle(copies)
            for message in copies:
                copy = aio_pika.Message(
                    message.body, message_id=message.message_id, type=message.type,
                    content_type=message.content_type, delivery_mode=2,
                )  # fmt: skip
                await channel.default_exchange.publish(copy, queue.name)
            for message in taken:
                await message.ack()
            moved += len(taken)
    return moved


async def test_shuffled_duplicates_end_as_the_clean_run(system: System, portal: Portal) -> None:
    clean_people = await people_of_a_new_job(portal)
    clean_interviews = await flow(portal, clean_people)
    await portal.candidate_is(clean_people[0]["candidate_id"], "SELECTED")

    people = await people_of_a_new_job(portal)
    away = [process for name in AWAY for process in system.processes(name)]
    await asyncio.gather(*(process.stop() for process in away))
    try:
        interviews = await flow(portal, people)

        async def relayed() -> bool:
            return await backlog(system) >= 8

        await eventually(relayed)
        assert await shuffle_queues(system.amqp_url, SEED) >= 8
    finally:
        for process in away:
            await process.start()
        await asyncio.gather(*(process.ready(60) for process in away))

    async def same() -> bool:
        wanted = await digest(portal, clean_people, clean_interviews)
        got = await digest(portal, people, interviews)
        assert got == wanted, f"\nclean    {wanted}\nshuffled {got}"
        return True

    await eventually(same, 60)


async def backlog(system: System) -> int:
    connection = await aio_pika.connect(system.amqp_url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(topology.events_queue("candidates"), passive=True)
        return int(queue.declaration_result.message_count or 0)
