"""Log-in, refresh, log-out, and whose token is whose."""

import asyncio
import base64
import json
import statistics
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest

from arbeit_auth.domain.session import REPEAT_GRACE, digest
from arbeit_kit.testing import SECRET

from .world import OTHER, PASSWORD, Person, World, an_email, at_once


async def test_the_first_admin_signs_in_and_sees_himself(world: World) -> None:
    me = await world.admin.own("GET", "/me")
    assert me.status_code == 200
    assert set(me.json()) == {
        "user_id", "email", "name", "phone", "role", "role_id", "client_id", "status", "must_change_password",
        "created_at", "created_by", "version", "permissions",
    }  # fmt: skip
    assert me.json()["role"] == "admin"


async def test_a_log_in_answers_token_person_and_a_cookie_that_scripts_cannot_read(world: World) -> None:
    answer = await world.person(world.admin.email).try_login(PASSWORD)
    body = answer.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "must_change_password", "user"}
    assert (body["token_type"], body["expires_in"], body["must_change_password"]) == ("bearer", 900, False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("arbeit_refresh=")
    for attribute in ("HttpOnly", "Secure", "SameSite=strict", "Path=/api/auth"):
        assert attribute in cookie
    claims = jwt.decode(body["access_token"], SECRET, algorithms=["HS256"], audience="internal")
    assert isinstance(claims["iat"], int)
    assert claims["exp"] - claims["iat"] == 900
    assert {"sub", "aud", "jti", "sid", "role", "client_id", "perms", "tv"} <= set(claims)
    assert cookie.partition("=")[2].partition(";")[0] not in json.dumps(body)


async def test_unknown_wrong_inactive_and_too_long_are_one_answer(world: World) -> None:
    idle = await world.user("recruiter")
    user_id = (await idle.own("GET", "/me")).json()["user_id"]
    assert (await world.admin.put(f"/api/users/{user_id}", {"status": "inactive"})).status_code == 200
    tries = [
        (an_email("nobody"), PASSWORD),
        (world.admin.email, "not this password"),
        (idle.email, PASSWORD),
        (world.admin.email, PASSWORD + "x" * 500),
        (world.admin.email, "x" * 900_000),
        (world.admin.email, ""),
        ("not an address", PASSWORD),
        (world.admin.email + "\u0000", PASSWORD),
    ]
    bodies = set()
    for email, password in tries:
        answer = await world.person(email, address="203.0.113.77").try_login(password)
        assert answer.status_code == 401
        assert "WWW-Authenticate" in answer.headers
        body = answer.json()
        body.pop("request_id")
        bodies.add(json.dumps(body, sort_keys=True))
    assert len(bodies) == 1
    assert json.loads(bodies.pop())["type"] == "invalid-credentials"


async def test_an_unknown_address_takes_as_long_as_a_wrong_password() -> None:
    from .world import world as a_world

    async with a_world(BCRYPT_COST="11", LOGIN_TRIES_PER_ACCOUNT="1000", LOGIN_TRIES_PER_ADDRESS="10000") as world:
        known, unknown = [], []
        for _ in range(12):
            for email, taken in ((world.admin.email, known), (an_email("nobody"), unknown)):
                begun = time.perf_counter()
                await world.person(email).try_login("not this password")
                taken.append(time.perf_counter() - begun)
        above = sum(a > b for a in known for b in unknown) / (len(known) * len(unknown))
        # Area under the curve: 0.5 is indistinguishable. Twelve samples on a busy machine are coarse; a missing dummy
        # hash would give 1.0.
        assert 0.1 < above < 0.9, (statistics.median(known), statistics.median(unknown))


@pytest.mark.parametrize("email", [{"$ne": None}, ["a@b.example"], None, 5])
async def test_what_is_no_text_is_refused(world: World, email: object) -> None:
    answer = await world.http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 422


async def test_a_candidate_and_an_internal_user_of_one_address_are_two_people(world: World) -> None:
    email = an_email("twice")
    await world.user("recruiter", email=email)
    candidate = await world.candidate(email)
    assert candidate.body["user"]["candidate_portal_id"].startswith("cp_")
    assert (await candidate.get("/api/auth/me")).status_code == 401
    assert (await world.admin.get("/api/candidate-portal/me")).status_code == 401
    assert (await candidate.get("/api/users")).status_code == 401
    internal = await world.person(email).login()
    internal.token, candidate.token = None, None
    wrong = await world.http.post(
        "/api/candidate-portal/refresh", headers={"Cookie": f"arbeit_portal_refresh={internal.cookie}"}
    )
    assert wrong.status_code == 401
    wrong = await world.http.post("/api/auth/refresh", headers={"Cookie": f"arbeit_refresh={candidate.cookie}"})
    assert wrong.status_code == 401
    assert (await candidate.refresh()).status_code == 200


def _forged(token: str) -> list[str]:
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))

    def encode(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    unsigned = [f"{encode({'alg': alg, 'typ': 'JWT'})}.{payload}." for alg in ("none", "None", "NONE", "nOnE")]
    signed = [
        jwt.encode(claims, SECRET, algorithm="HS384"),
        jwt.encode(claims, SECRET, algorithm="HS512"),
        jwt.encode(claims, "another-key-another-key-another-key-another-key", algorithm="HS256"),
        *(
            jwt.encode({key: value for key, value in claims.items() if key != gone}, SECRET, algorithm="HS256")
            for gone in ("exp", "aud", "sub", "jti", "iat")
        ),
        jwt.encode({**claims, "aud": ["internal", "candidate"]}, SECRET, algorithm="HS256"),
        jwt.encode({**claims, "exp": int(time.time()) - 60}, SECRET, algorithm="HS256"),
        jwt.encode({**claims, "exp": str(claims["exp"])}, SECRET, algorithm="HS256"),
        jwt.encode({**claims, "iat": int(time.time()) + 3600}, SECRET, algorithm="HS256"),
        jwt.encode(claims, SECRET, algorithm="HS256", headers={"typ": "refresh"}),
    ]
    return [*unsigned, *signed, f"{header}.{payload}.", f"{header}.{payload}.{signature[:10]}", token + "x" * 65536]


@pytest.mark.filterwarnings("ignore:The HMAC key is")
async def test_forged_tokens_are_nobody(world: World) -> None:
    admin = await world.person(world.admin.email).login()
    assert admin.token is not None
    for token in [*_forged(admin.token), admin.cookie or ""]:
        answer = await world.http.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401, token[:80]
        assert "WWW-Authenticate" in answer.headers


async def test_a_refresh_rotates_and_a_token_spent_long_ago_ends_the_whole_session(world: World) -> None:
    person = await world.user("recruiter")
    first = person.cookie
    assert (await person.refresh()).status_code == 200
    second = person.cookie
    assert second != first
    assert (await person.own("GET", "/me")).status_code == 200
    await _ago(world, first, REPEAT_GRACE)
    thief = world.person(person.email)
    assert (await thief.refresh(first)).status_code == 401
    assert (await person.refresh(second)).status_code == 401
    await _within_a_second(person)


async def test_a_reload_in_the_middle_of_a_refresh_signs_nobody_out(world: World) -> None:
    person = await world.user("recruiter")
    lost, page = person.cookie, world.person(person.email)
    assert (await person.refresh()).status_code == 200
    assert (await page.refresh(lost)).status_code == 200
    assert (await page.own("GET", "/me")).status_code == 200
    assert (await page.refresh()).status_code == 200
    assert (await page.own("GET", "/me")).status_code == 200


async def test_a_spent_token_whose_successor_was_used_is_stolen_at_once(world: World) -> None:
    person = await world.user("recruiter")
    first = person.cookie
    assert (await person.refresh()).status_code == 200
    assert (await person.refresh()).status_code == 200
    assert (await world.person(person.email).refresh(first)).status_code == 401
    assert (await person.refresh()).status_code == 401


async def test_a_thief_who_was_quick_enough_is_found_at_the_next_refresh(world: World) -> None:
    person = await world.user("recruiter")
    thief = world.person(person.email)
    stolen = person.cookie
    assert (await person.refresh()).status_code == 200
    assert (await thief.refresh(stolen)).status_code == 200
    own = person.cookie
    assert (await thief.refresh()).status_code == 200  # spends the owner's token as well
    await _ago(world, own, REPEAT_GRACE)
    assert (await person.refresh()).status_code == 401
    assert (await thief.refresh()).status_code == 401
    await _within_a_second(thief)


async def test_tabs_that_refresh_at_once_all_stay_and_keep_one_session(world: World) -> None:
    person = await world.user("recruiter")
    cookie = {"Cookie": f"arbeit_refresh={person.cookie}"}
    answers = await at_once(*(world.http.post("/api/auth/refresh", headers=cookie) for _ in range(5)))
    assert [answer.status_code for answer in answers] == [200] * 5
    tabs = [world.person(person.email) for _ in answers]
    for tab, answer in zip(tabs, answers, strict=True):
        tab.take(answer)
    assert len({tab.cookie for tab in tabs}) == 5
    assert len((await tabs[0].own("GET", "/sessions")).json()["items"]) == 1
    assert (await tabs[3].refresh()).status_code == 200
    for tab in (tabs[0], tabs[4]):  # the others were spent with it
        await _ago(world, tab.cookie, REPEAT_GRACE)
    assert (await tabs[0].refresh()).status_code == 401
    assert (await tabs[3].refresh()).status_code == 401


async def test_a_repeat_that_is_overtaken_by_the_use_of_the_successor_is_theft(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await world.user("recruiter")
    first = person.cookie
    assert (await person.refresh()).status_code == 200
    repeat, overtakers = world.store.sessions.repeat, [person]

    async def overtaken(tx: Any, session: Any, secret: Any) -> None:
        if overtakers:
            assert (await overtakers.pop().refresh()).status_code == 200
        await repeat(tx, session, secret)

    monkeypatch.setattr(world.store.sessions, "repeat", overtaken)
    assert (await world.person(person.email).refresh(first)).status_code == 401
    assert not overtakers
    assert (await person.refresh()).status_code == 401


async def test_a_changed_password_voids_a_token_spent_a_moment_ago(world: World) -> None:
    person = await world.user("recruiter")
    first = person.cookie
    changed = await person.own("POST", "/change-password", {"current_password": PASSWORD, "new_password": OTHER})
    assert changed.status_code == 200
    assert (await world.person(person.email).refresh(first)).status_code == 401


async def test_a_session_from_before_generations_goes_on(world: World) -> None:
    person = await world.user("recruiter")
    await world.db["sessions"].update_many({}, {"$unset": {"generation": ""}})
    await world.db["refresh_tokens"].update_many({}, {"$unset": {"generation": ""}})
    first = person.cookie
    assert (await person.refresh()).status_code == 200
    assert (await world.person(person.email).refresh(first)).status_code == 200


async def test_the_refresh_token_is_stored_as_a_hash_only(world: World) -> None:
    person = await world.user("recruiter")
    for name in await world.db.list_collection_names():
        async for row in world.db[name].find({}):
            assert person.cookie not in str(row), name


async def test_log_out_ends_the_session_with_either_token(world: World) -> None:
    person = await world.user("recruiter")
    answer = await person.own("POST", "/logout")
    assert answer.status_code == 204
    assert 'arbeit_refresh=""' in answer.headers["set-cookie"]
    assert (await person.refresh()).status_code == 401
    again = await person.login()
    again.token = None
    assert (await again.own("POST", "/logout")).status_code == 204
    assert (await again.refresh()).status_code == 401
    assert (await world.http.post("/api/auth/logout")).status_code == 204


async def test_another_site_cannot_use_the_cookie(world: World) -> None:
    person = await world.user("recruiter")
    for what in ("/refresh", "/logout"):
        answer = await person.own("POST", what, **{"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    assert (await person.refresh()).status_code == 200


async def test_sessions_are_listed_and_ended_by_their_owner_alone(world: World) -> None:
    person = await world.user("recruiter")
    elsewhere = await world.person(person.email, address="198.51.100.9").login()
    listed = (await person.own("GET", "/sessions")).json()["items"]
    assert [each["address"] for each in listed] == ["198.51.100.9", "203.0.113.5"]
    assert [each["current"] for each in listed] == [False, True]
    assert set(listed[0]) == {
        "session_id", "created_at", "last_used_at", "ends_at", "address", "agent", "current",
    }  # fmt: skip
    stranger = await world.user("recruiter")
    assert (await stranger.own("DELETE", f"/sessions/{listed[0]['session_id']}")).status_code == 404
    assert (await person.own("DELETE", f"/sessions/{listed[0]['session_id']}")).status_code == 204
    assert (await elsewhere.refresh()).status_code == 401
    assert (await person.refresh()).status_code == 200
    page = (await person.own("GET", "/sessions?limit=1")).json()
    assert (len(page["items"]), page["next_cursor"]) == (1, None)


async def test_all_other_sessions_end_at_once(world: World) -> None:
    person = await world.user("recruiter")
    others = [await world.person(person.email).login() for _ in range(3)]
    first = (await person.own("GET", "/sessions?limit=2")).json()
    rest = (await person.own("GET", f"/sessions?limit=2&cursor={first['next_cursor']}")).json()
    assert len(first["items"]) == len(rest["items"]) == 2
    assert (await person.own("DELETE", "/sessions")).status_code == 204
    for other in others:
        assert (await other.refresh()).status_code == 401
    assert (await person.refresh()).status_code == 200
    assert (await person.own("GET", "/me")).status_code == 200


async def test_a_change_of_password_keeps_this_session_and_ends_the_others(world: World) -> None:
    person = await world.user("recruiter")
    other = await world.person(person.email).login()
    old = person.token
    before = person.cookie
    answer = await person.own("POST", "/change-password", {"current_password": PASSWORD, "new_password": OTHER})
    assert answer.status_code == 200
    person.take(answer)
    assert (await person.own("GET", "/me")).status_code == 200
    assert person.cookie != before
    assert (await other.refresh()).status_code == 401

    former = world.person(person.email)
    former.token = old
    await _within_a_second(former)
    assert (await person.refresh()).status_code == 200
    assert (await world.person(person.email).try_login(PASSWORD)).status_code == 401
    assert (await world.person(person.email).try_login(OTHER)).status_code == 200


async def test_a_change_of_password_needs_the_present_one_and_a_good_new_one(world: World) -> None:
    person = await world.user("recruiter")
    for current, new, field in (
        ("not this password", OTHER, "current_password"),
        (PASSWORD, "too short", "new_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, person.email, "new_password"),
        (PASSWORD, "Password123456", "new_password"),
        (PASSWORD, "x1Y" * 43, "new_password"),
    ):
        answer = await person.own("POST", "/change-password", {"current_password": current, "new_password": new})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), new
        assert new not in answer.text
    assert (await person.own("GET", "/me")).status_code == 200


async def _ago(world: World, cookie: str | None, how_long: timedelta) -> None:
    """Lets the token be spent so much earlier."""
    row = {"_id": digest(cookie or "")}
    spent = (await world.db["refresh_tokens"].find_one(row))["spent_at"]
    await world.db["refresh_tokens"].update_one(row, {"$set": {"spent_at": spent - how_long}})


async def _within_a_second(person: Person) -> None:
    """The person's access token stops working."""
    until = time.monotonic() + 1
    while time.monotonic() < until:
        if (await person.own("GET", "/me")).status_code == 401:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("still valid after a second")
