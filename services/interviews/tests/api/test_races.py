"""What must hold when many act at once: the database decides, not a look before."""

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from arbeit_interviews.domain.slot import quarters
from arbeit_kit import ids
from arbeit_kit.time import iso, now

from .agency import Agency, Candidate, hours, ok, refused

LIVE = ("Confirmed", "Scheduled")


async def overlapping_pairs(agency: Agency) -> list[tuple[str, str, str]]:
    """(person, interview, interview) of every two booked interviews of one person that overlap: a full scan."""
    booked = await agency.running.db["interviews"].find({"interview_status": {"$in": LIVE}}).to_list(None)
    found = []
    for index, one in enumerate(booked):
        for other in booked[index + 1 :]:
            people = {one["person_id"], *(i["email"] for i in one["interviewers"])} & {
                other["person_id"], *(i["email"] for i in other["interviewers"]),
            }  # fmt: skip
            if people and (
                one["scheduled_start_time"] < other["scheduled_end_time"]
                and other["scheduled_start_time"] < one["scheduled_end_time"]
            ):
                found.append((min(people), one["_id"], other["_id"]))
    return found


async def claims_are_exact(agency: Agency) -> bool:
    """Every booked interview holds its claims, and nobody holds any other."""
    expected = set()
    for one in await agency.running.db["interviews"].find({"interview_status": {"$in": LIVE}}).to_list(None):
        for person in {one["person_id"], *(i["email"] for i in one["interviewers"])}:
            for quarter in quarters(one["scheduled_start_time"], one["scheduled_end_time"]):
                expected.add((f"{person}:{quarter}", one["_id"]))
    rows = await agency.running.db["claims"].find({}).to_list(None)
    return {(row["_id"], row["interview_id"]) for row in rows} == expected


@pytest.mark.parametrize("attempt", range(3))
async def test_of_twenty_racers_on_one_slot_one_wins(agency: Agency, attempt: int) -> None:
    candidate = await agency.candidate()
    interview = await agency.interview(candidate)
    taken, free = (slot["slot_id"] for slot in interview["proposed_slots"])
    who = [agency.own(candidate) if n % 2 else agency.staff for n in range(20)]
    path = f"/{interview['interview_id']}/book-slot"
    answers = await asyncio.gather(*(agency.post(path, {"slot_id": taken}, each) for each in who))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 19}
    for answer in answers:
        if answer.status_code == 409:
            body = refused(answer, 409, "slot-already-booked")
            assert [slot["slot_id"] for slot in body["free_slots"]] == [free]
    state = await agency.state(interview)
    assert (state["selected_slot_id"], state["version"]) == (taken, 2)
    assert await claims_are_exact(agency)


async def test_of_twenty_interviews_that_need_one_interviewer_at_one_time_one_wins(agency: Agency) -> None:
    base = 2000
    interviews = [
        await agency.interview(interviewers=["panel@acme.example"], proposed_slots=hours(base, base + 24))
        for _ in range(20)
    ]
    answers = await asyncio.gather(
        *(
            agency.post(f"/{each['interview_id']}/book-slot", {"slot_id": each["proposed_slots"][0]["slot_id"]})
            for each in interviews
        )
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 19}
    for interview, answer in zip(interviews, answers, strict=True):
        if answer.status_code == 409:
            body = refused(answer, 409, "slot-conflict")
            assert [slot["slot_id"] for slot in body["free_slots"]] == [interview["proposed_slots"][1]["slot_id"]]
    loser = interviews[[answer.status_code for answer in answers].index(409)]
    shown = ok(await agency.get(f"/{loser['interview_id']}"))
    assert [slot["available"] for slot in shown["proposed_slots"]] == [False, True]
    assert await overlapping_pairs(agency) == []
    assert await claims_are_exact(agency)


async def test_of_200_random_bookings_at_once_no_two_of_a_person_overlap(agency: Agency) -> None:
    chance = random.Random(20261122)
    people = [ids.new("person") for _ in range(6)]
    panel = [f"panel{n}@acme.example" for n in range(5)]
    base = (now() + timedelta(days=200)).replace(hour=8, minute=0, second=0, microsecond=0)

    def slot() -> dict[str, str]:
        start = base + timedelta(minutes=5 * chance.randrange(12 * 8 * 3))
        return {"start_time": iso(start), "end_time": iso(start + timedelta(minutes=chance.randrange(15, 121, 5)))}

    async def one() -> dict[str, Any]:
        candidate = await agency.candidate(person_id=chance.choice(people))
        chosen = chance.sample(panel, chance.randrange(3))
        return await agency.interview(candidate, interviewers=chosen, proposed_slots=[slot()])

    interviews = [await one() for _ in range(100)]
    movable = [
        await agency.interview(person_candidate, interviewers=chance.sample(panel, 1), proposed_slots=two)
        for person_candidate, two in [
            (await agency.candidate(person_id=chance.choice(people)), sorted_apart(slot(), slot())) for _ in range(50)
        ]
    ]

    async def book(interview: dict[str, Any], index: int, **reason: str) -> int:
        body = {"slot_id": interview["proposed_slots"][index]["slot_id"], **reason}
        while True:
            code = (await agency.post(f"/{interview['interview_id']}/book-slot", body)).status_code
            if code != 503:  # "being changed by many at once, try again": a slow machine says so, and a client does
                return code

    tasks = [book(each, 0) for each in interviews]
    tasks += [book(each, 0) for each in movable]
    tasks += [book(each, 1, reason="moved") for each in movable]
    chance.shuffle(tasks)
    assert len(tasks) == 200
    codes = Counter(await asyncio.gather(*tasks))
    assert set(codes) <= {200, 409}
    assert codes[200] > 10
    assert await overlapping_pairs(agency) == []
    assert await claims_are_exact(agency)
    await agency.running.settled(60)


def sorted_apart(one: dict[str, str], other: dict[str, str]) -> list[dict[str, str]]:
    """Two slots of one interview must not overlap: the second is put a week later."""
    week = timedelta(days=7)
    moved = {name: iso(datetime.fromisoformat(text) + week) for name, text in other.items()}
    return [one, moved]


async def test_two_decisions_at_once_take_effect_once(agency: Agency) -> None:
    interview = await agency.completed()
    path = f"/{interview['interview_id']}"
    answers = await asyncio.gather(
        *(agency.post(f"{path}/move-to-next-round") for _ in range(5)),
        *(agency.post(f"{path}/reject", {"reason": "no"}) for _ in range(5)),
    )
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 9}


async def test_of_many_creations_of_one_round_one_wins(agency: Agency) -> None:
    candidate = await agency.candidate()
    body = {"candidate_id": candidate.candidate_id, "proposed_slots": hours(30)}
    answers = await asyncio.gather(*(agency.post("", body) for _ in range(8)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 7}
    assert {answer.json()["type"] for answer in answers if answer.status_code == 409} == {"round-occupied"}


async def test_hiring_and_setting_up_the_next_round_exclude_each_other(agency: Agency) -> None:
    for _ in range(5):
        candidate = await agency.candidate()
        first = await agency.completed(candidate)
        await agency.act(first, "move-to-next-round")
        hire, create = await asyncio.gather(
            agency.post(f"/{first['interview_id']}/initiate-hiring"),
            agency.post("", next_round(candidate)),
        )
        assert sorted([hire.status_code, create.status_code]) in ([200, 409], [201, 409])


def next_round(candidate: Candidate) -> dict[str, Any]:
    return {"candidate_id": candidate.candidate_id, "interview_round": 2, "proposed_slots": hours(40)}
