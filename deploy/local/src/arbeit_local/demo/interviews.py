"""Interviews of the demo candidates, taken to the state that tells each one's story."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from arbeit_local.demo.api import Api

_ZONE = "Asia/Kolkata"
_HOURS = (10, 11, 13, 14, 15, 16, 17)
_ROUNDS = {1: "Technical Round", 2: "Team Round"}


class Calendar:
    """Times on working days to come. One person's rounds never overlap; different people may meet at the same hour."""

    def __init__(self, today: datetime | None = None) -> None:
        self._today = (today or datetime.now(UTC)).astimezone(ZoneInfo(_ZONE))

    def slots(self, number: int, round_number: int) -> list[dict[str, str]]:
        """Three hours on three days for candidate `number`, a week later for each further round."""
        first = 2 + number % 5 + 7 * (round_number - 1)
        return [self._slot(first + step, _HOURS[(number + step) % len(_HOURS)]) for step in range(3)]

    def _slot(self, days: int, hour: int) -> dict[str, str]:
        day = self._today + timedelta(days=days)
        # Weekends move by two days, and whole weeks apart stay apart.
        day += timedelta(days=2 if day.weekday() >= 5 else 0)
        start = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        return {"start_time": start.isoformat(), "end_time": (start + timedelta(minutes=45)).isoformat()}


async def interview_for(
    api: Api,
    candidate: Mapping[str, Any],
    wanted: str,
    number: int,
    calendar: Calendar,
    becomes: Callable[[str], Awaitable[None]],
) -> None:
    """Schedules and plays the interviews of one candidate; `wanted` is the letter of his status (content.Opening)."""
    play = _Play(api, candidate, number, calendar)
    match wanted:
        case "R":  # in review: invited, and choosing among the times, sometimes already booked or cancelled
            first = await play.create(1)
            if number % 3 == 1:
                await play.book(first)
            if number % 5 == 0:
                await play.act(first, "cancel", reason="The client moved the date.")
        case "S" if number % 2:  # shortlisted: booked and invited
            first = await play.create(1)
            await play.book(first)
            await play.act(first, "send-invite")
            if number % 8 == 1:
                await play.act(first, "mark-no-show")
        case "P":  # in progress: passed round 1, round 2 in one of its states
            await play.pass_round(1)
            await becomes("IN_PROGRESS")
            second = await play.create(2)
            if number % 2:
                await play.book(second)
                await play.act(second, "mark-completed", feedback="Clear thinking, asks good questions.", rating=4)
        case "H":  # hired
            await play.pass_round(1)
            await becomes("IN_PROGRESS")
            await play.hire(2)
            await becomes("SELECTED")
        case "X" if number % 4 == 3:  # rejected after the interview
            first = await play.create(1)
            await play.book(first)
            await play.act(first, "mark-completed", feedback="Strong profile, but not for this role.", rating=2)
            await play.act(first, "reject", reason="Missing hands-on experience.")
            await becomes("REJECTED")
        case "N" if number % 6 == 2:  # new, but somebody has begun to plan
            await play.create(1, draft=True)


class _Play:
    def __init__(self, api: Api, candidate: Mapping[str, Any], number: int, calendar: Calendar) -> None:
        self._api = api
        self._candidate = candidate
        self._number = number
        self._calendar = calendar

    async def create(self, round_number: int, *, draft: bool = False) -> dict[str, Any]:
        body = {
            "candidate_id": self._candidate["candidate_id"],
            "job_id": self._candidate["job_id"],
            "interview_mode": "Video" if self._number % 3 else "Onsite",
            "interview_duration": 45,
            "time_zone": _ZONE,
            "interview_round": round_number,
            "round_name": _ROUNDS[round_number],
            "additional_instructions": "Please have a quiet place and your laptop ready.",
            "proposed_slots": self._calendar.slots(self._number, round_number),
        }
        if draft:
            body["draft"] = True
        made: dict[str, Any] = await self._api.post(
            "/api/interviews", body, key=f"demo-interview-{self._number}-{round_number}"
        )
        return made

    async def book(self, interview: Mapping[str, Any]) -> None:
        await self.act(interview, "book-slot", slot_id=interview["proposed_slots"][0]["slot_id"])

    async def act(self, interview: Mapping[str, Any], action: str, **body: Any) -> None:
        one = interview["interview_id"]
        await self._api.post(f"/api/interviews/{one}/{action}", body, key=f"demo-{one}-{action}")

    async def pass_round(self, round_number: int) -> None:
        interview = await self._complete(round_number, "Good command of the fundamentals.")
        await self.act(interview, "move-to-next-round")

    async def hire(self, round_number: int) -> None:
        interview = await self._complete(round_number, "The whole panel says yes.")
        await self.act(interview, "initiate-hiring", salary_offered="INR 3,200,000")

    async def _complete(self, round_number: int, feedback: str) -> dict[str, Any]:
        interview = await self.create(round_number)
        await self.book(interview)
        await self.act(interview, "send-invite")
        await self.act(interview, "mark-completed", feedback=feedback, rating=5)
        return interview
