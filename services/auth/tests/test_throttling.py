"""Guessing gets slow; the owner still gets in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from arbeit_auth.domain.throttle import Counter, Policy, login_wait, network, window_wait
from arbeit_kit.testing import eventually, tap

from .world import PASSWORD, World, an_email, at_once
from .world import world as a_world

WRONG = "not this password"
AT = datetime(2026, 1, 1, tzinfo=UTC)
TRIES = Policy(10)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(mongo_url: str, amqp_url: str) -> AsyncIterator[World]:
    async with a_world(REQUESTS_PER_ADDRESS="3", MAILS_PER_MAILBOX="2", LOGIN_TRIES_PER_ADDRESS="30") as made:
        yield made


def test_ten_tries_then_pauses_that_double_up_to_a_quarter_of_an_hour() -> None:
    pauses = [Counter(failures, AT).wait(TRIES, AT).total_seconds() for failures in range(9, 18)]
    assert pauses == [0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert Counter.of({"failures": 50, "last": AT}, TRIES, AT + timedelta(hours=24)) == Counter()


def test_a_strangers_failures_do_not_stop_an_address_that_has_none() -> None:
    def wait(pair: int, account: int, familiar: bool = False) -> float:
        counters = {"pair": Counter(pair, AT), "account": Counter(account, AT), "address": Counter()}
        found = login_wait(**counters, tries=TRIES, spread=Policy(100), familiar=familiar, at=AT)  # type: ignore[arg-type]
        return found.total_seconds()

    assert wait(pair=0, account=99) == 0
    assert wait(pair=1, account=99) == 900
    assert wait(pair=1, account=99, familiar=True) == 0
    assert wait(pair=0, account=100) == 60  # a crowd: newcomers queue, one a minute
    assert wait(pair=0, account=10_000, familiar=True) == 0


def test_rates_have_a_sliding_window() -> None:
    hour = timedelta(hours=1)
    used = [AT - timedelta(minutes=minutes) for minutes in (70, 50, 10)]
    assert window_wait(used, 3, hour, AT) == timedelta(0)
    assert window_wait(used, 2, hour, AT) == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("nonsense", "unknown"),
    ],
)
def test_an_ipv6_customer_is_one_network(address: str, counted: str) -> None:
    assert network(address) == counted


async def test_guessing_from_one_address_stops_and_the_owner_enters_from_elsewhere(world: World) -> None:
    owner = await world.user("recruiter")
    attacker = world.person(owner.email, address="198.51.100.1")
    statuses = [(await attacker.try_login(f"{WRONG} {n}")).status_code for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2
    refused = await attacker.try_login(PASSWORD)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 30
    assert (await world.person(owner.email, address="192.0.2.44").try_login(PASSWORD)).status_code == 200
    # At the attacker's own address (one office network) a live session of the account opens the door.
    with_session = world.person(owner.email, address="198.51.100.1")
    with_session.cookie = owner.cookie
    assert (await with_session.try_login(PASSWORD)).status_code == 200


async def test_an_unknown_account_is_throttled_alike(world: World) -> None:
    nobody = world.person(an_email("nobody"), address="198.51.100.2")
    statuses = [(await nobody.try_login(WRONG)).status_code for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2


async def test_parallel_guesses_are_counted_before_they_are_checked(world: World) -> None:
    owner = await world.user("recruiter")
    attacker = [world.person(owner.email, address="198.51.100.3") for _ in range(25)]
    answers = await at_once(*(each.try_login(f"{WRONG} {n}") for n, each in enumerate(attacker)))
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(401) <= 10
    assert set(statuses) <= {401, 429}


async def test_one_address_trying_many_accounts_is_slowed(world: World) -> None:
    people = [world.person(an_email("x"), address="198.51.100.4") for _ in range(32)]
    statuses = [(await each.try_login(WRONG)).status_code for each in people]
    assert statuses == [401] * 30 + [429] * 2


async def test_a_forwarded_address_of_the_callers_own_making_does_not_help(world: World) -> None:
    """The gateway puts the true address last; what the caller wrote before it is ignored."""
    email = an_email("spoof")
    statuses = []
    for n in range(12):
        headers = {"X-Forwarded-For": f"192.0.2.{n}, 198.51.100.5"}
        body = {"email": email, "password": WRONG}
        statuses.append((await world.http.post("/api/auth/login", json=body, headers=headers)).status_code)
    assert statuses == [401] * 10 + [429] * 2


async def test_failures_are_told_and_a_flood_of_refusals_is_told_once(world: World) -> None:
    owner = await world.user("recruiter")
    async with tap("auth.UserLoginFailed.v1") as heard:
        attacker = world.person(owner.email, address="198.51.100.6")
        for _ in range(15):
            await attacker.try_login(WRONG)

        async def all_told() -> bool:
            return len(heard.events) >= 11

        await eventually(all_told)
        await world.running.settled()
        reasons = [event.data["reason"] for event in heard.events]
        assert reasons.count("wrong-password") == 10
        assert reasons.count("throttled") == 1
        assert owner.email not in str([event.data for event in heard.events])
        assert {event.actoraddress for event in heard.events} == {"198.51.100.6"}


async def test_a_wrong_current_password_is_throttled_like_a_log_in(world: World) -> None:
    person = await world.user("recruiter")
    body = {"current_password": WRONG, "new_password": "tulip-Gravel-19-osprey"}
    statuses = [(await person.own("POST", "/change-password", body)).status_code for _ in range(12)]
    assert statuses == [422] * 10 + [429] * 2


async def test_mails_to_one_mailbox_are_capped_without_a_sign(world: World) -> None:
    owner = await world.user("recruiter")
    for n in range(5):
        asking = world.person(owner.email, address=f"192.0.2.{100 + n}")
        assert (await asking.own("POST", "/forgot-password", {"email": owner.email})).status_code == 202
    assert len([each for each in await world.letters(owner.email) if each.purpose == "reset-password"]) == 2


async def test_public_requests_of_one_address_are_capped(world: World) -> None:
    for path, body in (
        ("/api/auth/forgot-password", lambda: {"email": an_email()}),
        ("/api/candidate-portal/forgot-password", lambda: {"email": an_email()}),
        ("/api/candidate-portal/register", lambda: {"email": an_email(), "name": "A", "password": PASSWORD}),
    ):
        statuses = []
        for _ in range(5):
            answer = await world.http.post(path, json=body(), headers={"X-Forwarded-For": "198.51.100.20"})
            statuses.append(answer.status_code)
        assert statuses == [202, 202, 202, 429, 429], path


async def test_nothing_in_the_counters_tells_an_address(world: World) -> None:
    email = an_email("canary")
    await world.person(email, address="198.51.100.8").try_login(WRONG)
    async for row in world.db["throttles"].find({}):
        assert email not in str(row)


async def test_a_flood_of_log_ins_is_refused_early_and_charged_to_nobody() -> None:
    async with a_world(BCRYPT_COST="10", HASH_QUEUE="4", LOGIN_TRIES_PER_ACCOUNT="1000") as world:
        people = [world.person(world.admin.email, address=f"192.0.2.{n}") for n in range(40)]
        flood = at_once(*(each.try_login(WRONG) for each in people))
        answers, me = await at_once(flood, world.admin.own("GET", "/me"))  # type: ignore[misc]
        statuses = [answer.status_code for answer in answers]  # type: ignore[attr-defined]
        assert set(statuses) == {401, 429}
        assert statuses.count(401) >= 6
        assert me.status_code == 200
        charged = [row["failures"] async for row in world.db["throttles"].find({}) if row["_id"].startswith("pair:")]
        assert sum(charged) == statuses.count(401)
        assert (await world.person(world.admin.email).try_login(PASSWORD)).status_code == 200
