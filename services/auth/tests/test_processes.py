"""Several processes of the service: the first start, and what one revokes the others know."""

import asyncio
import os
import secrets
import time
from contextlib import AsyncExitStack

import httpx
import pytest

from arbeit_auth.app import AuthService, create_service
from arbeit_auth.commands import first_admin
from arbeit_auth.commands.desk import Desk
from arbeit_kit.testing import SECRET, auth, eventually
from arbeit_kit.tokens import service_token

from .world import ADMIN, PASSWORD, World


def _environment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for key, value in {
        "DB_NAME": name, "JWT_SECRET": SECRET, "BCRYPT_COST": "4", "ADMIN_EMAIL": ADMIN, "ADMIN_PASSWORD": PASSWORD,
    }.items():  # fmt: skip
        monkeypatch.setenv(key, value)


async def test_twenty_first_starts_make_one_administrator(
    mongo_url: str, amqp_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty processes, of which some were given another address, all past their start-up at the same moment."""
    _environment(monkeypatch, f"t_{secrets.token_hex(4)}")
    barrier = asyncio.Barrier(20)
    ensure = first_admin.ensure

    async def together(desk: Desk) -> None:
        await barrier.wait()
        await ensure(desk)

    monkeypatch.setattr(first_admin, "ensure", together)
    services = []
    for number in range(20):
        monkeypatch.setenv("ADMIN_EMAIL", f"admin{number % 4}@agency.example")
        services.append(create_service(worker=False))
    await asyncio.gather(*(service.start() for service in services))
    database = services[0].db.raw
    try:
        assert await database["users"].count_documents({}) == 1
        assert await database["roles"].count_documents({}) == 4
        assert await database["outbox"].count_documents({"type": "arbeit.auth.UserRegistered.v1"}) == 1
    finally:
        await services[0].db.client.drop_database(database.name)
        await asyncio.gather(*(service.stop() for service in services))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ADMIN_PASSWORD", "password1234", "ADMIN_PASSWORD"),
        ("ADMIN_PASSWORD", "short", "ADMIN_PASSWORD"),
        ("ADMIN_EMAIL", "nobody", "ADMIN_EMAIL"),
        ("ADMIN_EMAIL", "", "ADMIN_EMAIL"),
        ("JWT_SECRET", "short", "JWT_SECRET"),
    ],
)
def test_a_bad_first_administrator_stops_the_start_with_one_line(
    mongo_url: str,
    amqp_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    says: str,
) -> None:
    _environment(monkeypatch, "t_never")
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        create_service()
    line = capsys.readouterr().err
    assert says in line
    assert line.count("\n") == 1
    assert PASSWORD not in line
    assert not value or value == "nobody" or value not in line


async def test_what_one_process_revokes_another_refuses_within_a_second(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = world.running.service
    _environment(monkeypatch, service.settings.db_name)
    person = await world.user("recruiter")
    async with AsyncExitStack() as open_:
        other = create_service(worker=False)
        await other.start()
        open_.push_async_callback(other.stop)
        await eventually(lambda: _connected(other))
        elsewhere = await _client(open_, other)
        headers = auth(person.token or "")
        assert (await elsewhere.get("/api/auth/me", headers=headers)).status_code == 200
        assert (await person.own("POST", "/logout")).status_code == 204
        begun = time.monotonic()

        async def refused() -> bool:
            return (await elsewhere.get("/api/auth/me", headers=headers)).status_code == 401

        await eventually(refused, within=1.0)
        assert time.monotonic() - begun < 1.0
        # A process that starts now was told nothing by events: it loads what was revoked.
        late = create_service(worker=False)
        await late.start()
        open_.push_async_callback(late.stop)
        answer = await (await _client(open_, late)).get("/api/auth/me", headers=headers)
        assert answer.status_code == 401
    assert os.environ["DB_NAME"] == service.settings.db_name


async def test_other_services_load_and_ask(world: World) -> None:
    person = await world.user("recruiter")
    subject = person.body["user"]["user_id"]
    session = (await person.own("GET", "/sessions")).json()["items"][0]["session_id"]
    service = auth(service_token(world.running.service.settings, "jobs"))

    async def active(tv: int, of: str = subject) -> bool:
        path = f"/internal/sessions/{session}?subject={of}&tv={tv}"
        return bool((await world.http.get(path, headers=service)).json()["active"])

    assert await active(2)  # the first password change raised it
    assert not await active(1)
    assert not await active(2, of="user_other")
    assert (await person.own("POST", "/logout")).status_code == 204
    assert not await active(2)
    listed = (await world.http.get("/internal/revocations", headers=service)).json()["items"]
    assert [session] in [each["session_ids"] for each in listed if each["subject_id"] == subject]
    assert {2} <= {each["token_version"] for each in listed if each["subject_id"] == subject}


async def test_with_the_broker_gone_writes_ask_the_database(world: World) -> None:
    person = await world.user("admin")
    security = world.running.service.app.state.security
    heard, security.live = security.live, lambda: False
    revocations, security.revocations.refuse = security.revocations.refuse, lambda *_: False
    try:
        assert (await person.own("PUT", "/me", {"name": "Still"})).status_code == 200
        other = await world.person(person.email).login()
        assert (await other.own("DELETE", "/sessions")).status_code == 204
        assert (await person.own("PUT", "/me", {"name": "Gone"})).status_code == 401
        assert (await person.get("/api/users")).status_code == 401
    finally:
        security.live, security.revocations.refuse = heard, revocations


async def _connected(service: AuthService) -> bool:
    return service.broadcasts.connected


async def _client(open_: AsyncExitStack, service: AuthService) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=service.app, raise_app_exceptions=False)
    return await open_.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://test"))
