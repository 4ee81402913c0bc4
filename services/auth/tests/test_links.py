"""Forgotten passwords, verification, one-time links."""

import re
from datetime import timedelta

import pytest

from arbeit_auth.domain.session import new_secret
from arbeit_kit.time import now

from .world import OTHER, PASSWORD, PATHS, Person, World, an_email, at_once


async def _person(world: World, flow: str) -> Person:
    return await world.user("recruiter") if flow == "internal" else await world.candidate()


def test_links_cannot_be_guessed() -> None:
    secrets = [new_secret() for _ in range(10_000)]
    assert len({each.plain for each in secrets}) == 10_000
    assert all(len(each.plain) >= 43 for each in secrets)  # 256 bits in base 64
    assert all(each.plain not in each.digest for each in secrets)


@pytest.mark.parametrize("flow", ["internal", "candidate"])
async def test_a_forgotten_password_is_set_anew_and_ends_every_session(world: World, flow: str) -> None:
    person = await _person(world, flow)
    asked = await person.own("POST", "/forgot-password", {"email": person.email.upper()})
    assert asked.status_code == 202
    letter = (await world.letters(person.email))[-1]
    assert (letter.purpose, letter.subject_id) == (
        "reset-password",
        (person.body["user"].get("user_id") or person.body["user"]["candidate_portal_id"]),
    )
    assert re.fullmatch(r"http://localhost:8080(/portal)?/reset-password#token=[\w-]{43}", letter.link)
    assert timedelta(hours=23, minutes=59) < letter.expires_at - now() <= timedelta(hours=24)
    token = await world.link(person.email, "reset-password")
    body = {"token": token, "new_password": OTHER}
    wrong_flow = PATHS["candidate" if flow == "internal" else "internal"]
    assert (await world.http.post(wrong_flow + "/reset-password", json=body)).status_code == 400
    assert (await person.own("POST", "/reset-password", {**body, "new_password": "short"})).status_code == 422
    assert (await person.own("POST", "/reset-password", body)).status_code == 204
    assert (await person.refresh()).status_code == 401
    again = await person.own("POST", "/reset-password", body)
    assert (again.status_code, again.json()["type"]) == (400, "invalid-link")
    assert (await person.try_login(PASSWORD)).status_code == 401
    assert (await person.try_login(OTHER)).status_code == 200


@pytest.mark.parametrize("path", ["/api/auth", "/api/candidate-portal"])
async def test_the_answer_is_the_same_for_an_unknown_address(world: World, path: str) -> None:
    bodies = [{"email": world.admin.email}, {"email": an_email("nobody")}]
    answers = [await world.http.post(path + "/forgot-password", json=body) for body in bodies]
    assert answers[0].content == answers[1].content
    assert answers[0].status_code == answers[1].status_code == 202


async def test_a_link_works_once_also_when_many_use_it_at_once(world: World) -> None:
    person = await world.user("recruiter")
    await person.own("POST", "/forgot-password", {"email": person.email})
    token = await world.link(person.email, "reset-password")
    passwords = [f"violet kettle marsh {n}0" for n in range(10)]
    answers = await at_once(
        *(person.own("POST", "/reset-password", {"token": token, "new_password": each}) for each in passwords)
    )
    assert sorted(answer.status_code for answer in answers) == [204] + [400] * 9
    winner = next(each for each, answer in zip(passwords, answers, strict=True) if answer.status_code == 204)
    assert (await person.try_login(winner)).status_code == 200


async def test_an_expired_link_is_no_link(world: World) -> None:
    person = await world.user("recruiter")
    await person.own("POST", "/forgot-password", {"email": person.email})
    token = await world.link(person.email, "reset-password")
    await world.db["links"].update_many({}, {"$set": {"expires_at": now() - timedelta(seconds=1)}})
    answer = await person.own("POST", "/reset-password", {"token": token, "new_password": OTHER})
    assert answer.status_code == 400


async def test_using_a_link_voids_the_others_and_so_does_a_change(world: World) -> None:
    person = await world.user("recruiter")
    tokens = []
    for _ in range(3):
        await person.own("POST", "/forgot-password", {"email": person.email})
        tokens.append(await world.link(person.email, "reset-password"))
    body = {"current_password": PASSWORD, "new_password": OTHER}
    assert (await person.own("POST", "/change-password", body)).status_code == 200
    for token in tokens:
        answer = await person.own("POST", "/reset-password", {"token": token, "new_password": PASSWORD})
        assert answer.status_code == 400


async def test_an_inactive_account_gets_no_link_and_its_old_one_is_dead(world: World) -> None:
    person = await world.user("recruiter")
    await person.own("POST", "/forgot-password", {"email": person.email})
    token = await world.link(person.email, "reset-password")
    await world.admin.put(f"/api/users/{person.body['user']['user_id']}", {"status": "inactive"})
    before = len(await world.letters(person.email))
    assert (await person.own("POST", "/forgot-password", {"email": person.email})).status_code == 202
    assert len(await world.letters(person.email)) == before
    answer = await person.own("POST", "/reset-password", {"token": token, "new_password": OTHER})
    assert answer.status_code == 400


async def test_a_verification_link_sets_no_password_and_a_password_link_verifies(world: World) -> None:
    person = await world.candidate(verified=False)
    assert (await person.own("GET", "/me")).json()["email_verified"] is False
    verify = await world.link(person.email, "verify-email")
    body = {"token": verify, "new_password": OTHER}
    assert (await person.own("POST", "/reset-password", body)).status_code == 400
    await person.own("POST", "/forgot-password", {"email": person.email})
    token = await world.link(person.email, "reset-password")
    assert (await person.own("POST", "/verify-email", {"token": token})).status_code == 400
    assert (await person.own("POST", "/reset-password", {"token": token, "new_password": OTHER})).status_code == 204
    assert (await person.login(OTHER)).body["user"]["email_verified"] is True


async def test_registering_a_known_address_answers_alike_and_changes_nothing(world: World) -> None:
    person = await world.candidate()
    before = await world.db["candidate_portal_users"].find_one({"email": person.email})
    body = {"email": person.email, "name": "Somebody else", "password": OTHER}
    known = await world.http.post("/api/candidate-portal/register", json=body)
    fresh = await world.http.post("/api/candidate-portal/register", json={**body, "email": an_email()})
    assert (known.status_code, known.content) == (fresh.status_code, fresh.content)
    assert await world.db["candidate_portal_users"].find_one({"email": person.email}) == before
    assert (await world.letters(person.email))[-1].purpose == "reset-password"


async def test_who_registers_an_address_before_its_owner_loses_it_to_him(world: World) -> None:
    thief = await world.candidate(verified=False)
    owner = world.person(thief.email, "candidate")
    await owner.own("POST", "/register", {"email": owner.email, "name": "Owner", "password": OTHER})
    token = await world.link(owner.email, "verify-email")
    assert (await owner.own("POST", "/verify-email", {"token": token})).status_code == 204
    assert (await thief.refresh()).status_code == 401
    assert (await thief.try_login(PASSWORD)).status_code == 401
    assert (await owner.try_login(OTHER)).status_code == 200


@pytest.mark.parametrize(
    "extra",
    [
        {"linked_candidate_id": "cand_x"}, {"status": "active"}, {"email_verified": True}, {"verified_at": None},
        {"must_change_password": False}, {"candidate_portal_id": "cp_x"}, {"role": "admin"}, {"created_by": "x"},
        {"password_hash": "x"}, {"version": 7},
    ],
)  # fmt: skip
async def test_a_registration_sets_only_the_profile(world: World, extra: dict[str, object]) -> None:
    body = {"email": an_email(), "name": "A", "password": PASSWORD, **extra}
    assert (await world.http.post("/api/candidate-portal/register", json=body)).status_code == 422


async def test_twenty_registrations_of_one_address_make_one_account(world: World) -> None:
    email = an_email("race")
    body = {"email": email, "name": "A", "password": PASSWORD}
    answers = await at_once(*(world.http.post("/api/candidate-portal/register", json=body) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {202}
    assert await world.db["candidate_portal_users"].count_documents({"email": email}) == 1


@pytest.mark.parametrize("spelling", ["{0}@MAIL.example", "{1}@mail.example", " {0}@mail.example "])
async def test_one_address_in_another_spelling_is_the_same_account(world: World, spelling: str) -> None:
    person = await world.candidate()
    local = person.email.partition("@")[0]
    other = world.person(spelling.format(local, local.upper()), "candidate")
    assert (await other.try_login(PASSWORD)).status_code == 200


@pytest.mark.parametrize("lookalike", ["\uff41sha@mail.example", "ash\u0430@mail.example", "asha@mail\u3002example "])
async def test_look_alikes_are_refused_or_folded(world: World, lookalike: str) -> None:
    body = {"email": lookalike, "name": "A", "password": PASSWORD}
    answer = await world.http.post("/api/candidate-portal/register", json=body)
    if answer.status_code == 202:  # the full-width stop is a stop: the domain is the same domain
        assert await world.db["candidate_portal_users"].count_documents({"email": "asha@mail.example"}) == 1
    else:
        assert answer.status_code == 422
