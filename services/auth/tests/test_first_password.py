"""An account that somebody made for another: one log-in with the given password, then a password of one's own."""

import pytest

from .world import OTHER, PASSWORD, Person, World, an_email, at_once


async def _new_user(world: World) -> Person:
    email = an_email("new")
    body = {"email": email, "name": "New", "role": "admin", "password": OTHER}
    assert (await world.admin.post("/api/auth/register", body)).status_code == 201
    return world.person(email)


async def _new_candidate(world: World) -> Person:
    email = an_email("cand")
    body = {"email": email, "name": "New", "password": OTHER}
    assert (await world.admin.post("/api/admin/candidate-portal-users", body)).status_code == 201
    return world.person(email, "candidate")


@pytest.mark.parametrize("make", [_new_user, _new_candidate])
async def test_a_given_password_works_once(world: World, make: object) -> None:
    person = await make(world)  # type: ignore[operator]
    answers = await at_once(*(world.person(person.email, person.flow).try_login(OTHER) for _ in range(4)))
    assert sorted(a.status_code for a in answers) == [200, 401, 401, 401]
    body = next(a for a in answers if a.status_code == 200).json()
    assert body["must_change_password"] is True
    assert body["user"]["must_change_password"] is True


async def test_until_then_only_me_change_password_and_log_out_answer(world: World) -> None:
    person = await (await _new_user(world)).login(OTHER)
    routes = [
        (method, path.replace("{", "").replace("}", ""))
        for path, operations in world.running.service.app.openapi()["paths"].items()
        for method in operations
        if path.startswith("/api/") and not path.startswith("/api/candidate-portal")
    ]
    public = {"/api/auth/login", "/api/auth/refresh", "/api/auth/forgot-password", "/api/auth/reset-password"}
    own = {("get", "/api/auth/me"), ("post", "/api/auth/change-password"), ("post", "/api/auth/logout")}
    assert len(routes) > 30
    for method, path in routes:
        if path in public or (method, path) in own:
            continue
        answer = await person.call(method.upper(), path, {} if method in ("post", "put") else None)
        # A body is checked before or after the caller; what must never happen is that anything is done.
        assert answer.status_code in (403, 422), (method, path)
        if answer.status_code == 403:
            assert answer.json()["type"] == "password-change-required"
        assert answer.status_code == 403 or method in ("post", "put"), (method, path)
    assert (await person.own("GET", "/me")).status_code == 200
    changed = await person.own("POST", "/change-password", {"current_password": OTHER, "new_password": PASSWORD})
    assert changed.status_code == 200
    person.take(changed)
    assert person.body["must_change_password"] is False
    assert (await person.get("/api/users")).status_code == 200


async def test_the_candidates_flow_waits_too(world: World) -> None:
    person = await (await _new_candidate(world)).login(OTHER)
    refused = await person.own("PUT", "/me", {"name": "Other"})
    assert (refused.status_code, refused.json()["type"]) == (403, "password-change-required")
    assert (await person.own("GET", "/me")).status_code == 200
    assert (await person.refresh()).status_code == 200
    assert (await person.own("PUT", "/me", {"name": "Other"})).status_code == 403
    changed = await person.own("POST", "/change-password", {"current_password": OTHER, "new_password": PASSWORD})
    person.take(changed)
    assert (await person.own("PUT", "/me", {"name": "Other"})).status_code == 200


async def test_without_a_password_a_link_is_mailed(world: World) -> None:
    email = an_email("linked")
    body = {"email": email, "name": "New", "role": "recruiter"}
    assert (await world.admin.post("/api/auth/register", body)).status_code == 201
    token = await world.link(email, "set-password")
    person = world.person(email)
    done = await person.own("POST", "/reset-password", {"token": token, "new_password": PASSWORD})
    assert done.status_code == 204
    assert (await person.login()).body["must_change_password"] is False
