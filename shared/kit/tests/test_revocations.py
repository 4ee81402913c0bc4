"""Revoked tokens stay revoked in whatever order one hears of it; and auth is asked when nothing is heard."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from arbeit_kit import problem, revocations
from arbeit_kit.problem import Problem
from arbeit_kit.revocations import Revocations, SessionChecker

SOON = (datetime.now(UTC) + timedelta(minutes=15)).isoformat()


def revocation(version: int = 0, *sessions: str, until: str | None = SOON) -> dict[str, Any]:
    return {"subject_id": "user_1", "token_version": version, "session_ids": list(sessions), "expires_at": until}


def test_older_token_versions_and_ended_sessions_are_refused() -> None:
    known = Revocations()
    known.apply(revocation(4, "s1"))
    assert known.refuse("user_1", "s9", 3)
    assert not known.refuse("user_1", "s9", 4)
    assert known.refuse("user_1", "s1", 9)
    assert not known.refuse("user_2", "s9", 1)
    assert not known.refuse("user_1", None, 4)


def test_order_and_repetition_do_not_matter() -> None:
    for order in permutations([revocation(2), revocation(5, "s1"), revocation(3, "s2"), revocation(0)]):
        known = Revocations()
        known.load([*order, *order])
        assert known.refuse("user_1", "x", 4)
        assert not known.refuse("user_1", "x", 5)
        assert known.refuse("user_1", "s1", 5)
        assert known.refuse("user_1", "s2", 5)


@pytest.mark.parametrize("until", [None, "gibberish", "2026-01-01T00:00:00", 5])
def test_an_unclear_end_is_taken_late_rather_than_early(until: Any) -> None:
    known = Revocations()
    known.apply(revocation(4, "s1", until=until))
    known._sweep()
    assert known.refuse("user_1", "s1", 9)


def test_what_has_expired_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revocations, "_SWEEP_AT", 10)
    known = Revocations()
    known._sweep_at = 10
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    for number in range(50):
        known.apply({"subject_id": f"user_{number}", "token_version": 1, "session_ids": [], "expires_at": past})
    known.apply(revocation(4, "s1"))
    assert len(known._least) <= 12
    assert known.refuse("user_1", "s1", 9)


class Auth:
    """Stands for auth: alive sessions, or silence."""

    def __init__(self, answer: dict[str, Any] | Problem | None) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    async def get(self, service: str, path: str, params: Mapping[str, str] | None = None) -> dict[str, Any] | None:
        self.asked.append((service, path, dict(params or {})))
        await asyncio.sleep(0.01)
        if isinstance(self.answer, Problem):
            raise self.answer
        return self.answer


async def test_many_requests_of_a_session_ask_once() -> None:
    auth = Auth({"active": True})
    checker = SessionChecker(auth)
    assert all(await asyncio.gather(*(checker.alive("s1", "user_1", 3) for _ in range(20))))
    assert auth.asked == [("auth", "/internal/sessions/s1", {"subject": "user_1", "tv": "3"})]


async def test_an_answer_is_good_for_a_short_time_only() -> None:
    auth = Auth({"active": True})
    checker = SessionChecker(auth, keep_s=0.02)
    assert await checker.alive("s1", "user_1", 3)
    auth.answer = None
    await asyncio.sleep(0.05)
    assert not await checker.alive("s1", "user_1", 3)


@pytest.mark.parametrize("answer", [None, {"active": False}])
async def test_a_session_that_auth_does_not_stand_by_is_dead(answer: dict[str, Any] | None) -> None:
    assert not await SessionChecker(Auth(answer)).alive("s1", "user_1", 3)


async def test_a_token_without_a_session_cannot_be_checked() -> None:
    assert not await SessionChecker(Auth({"active": True})).alive(None, "user_1", 3)


async def test_silence_of_auth_refuses_and_is_not_remembered() -> None:
    auth = Auth(problem.unavailable())
    checker = SessionChecker(auth)
    for _ in range(2):
        with pytest.raises(Problem) as refused:
            await checker.alive("s1", "user_1", 3)
        assert refused.value.status == 503
    auth.answer = {"active": True}
    assert await checker.alive("s1", "user_1", 3)


async def test_who_hangs_up_does_not_take_the_answer_from_others() -> None:
    checker = SessionChecker(Auth({"active": True}))
    first = asyncio.create_task(checker.alive("s1", "user_1", 3))
    second = asyncio.create_task(checker.alive("s1", "user_1", 3))
    await asyncio.sleep(0)
    first.cancel()
    assert await second
