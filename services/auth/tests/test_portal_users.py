"""Portal accounts in the hands of staff, and what happens to candidates elsewhere."""

import pytest

from arbeit_events.candidates import CandidateDeleted, SelectionNotificationRequested
from arbeit_events.tenancy import ClientDeleted, ClientUpdated
from arbeit_kit.testing import auth, envelope, eventually, publish, tap, token

from .world import OTHER, PASSWORD, World, an_email

PATH = "/api/admin/candidate-portal-users"


def _selection(email: str, candidate_id: str = "cand_1", **fields: object) -> SelectionNotificationRequested:
    facts = {
        "candidate_id": candidate_id, "job_id": "job_1", "client_id": "client_1", "person_id": "person_1",
        "name": "Asha Rao", "email": email, "job_title": "Welder", "client_name": "Acme", "requested_by": "user_1",
    }  # fmt: skip
    return SelectionNotificationRequested(**{**facts, **fields})


async def test_staff_makes_changes_and_removes_an_account(world: World) -> None:
    recruiter = await world.user("recruiter")
    email = an_email("portal")
    made = await recruiter.post(PATH, {"email": email, "name": "Asha", "phone": "+91 1", "experience_years": 4})
    assert made.status_code == 201
    account = made.json()
    assert (account["must_change_password"], account["email_verified"], account["status"]) == (False, False, "active")
    assert (await recruiter.post(PATH, {"email": email.upper(), "name": "B"})).json()["type"] == "duplicate-email"
    letter = (await world.letters(email))[-1]
    assert (letter.purpose, letter.temporary) == ("welcome", False)
    one = f"{PATH}/{account['candidate_portal_id']}"
    changed = await recruiter.put(one, {"current_company": "Acme", "phone": None})
    assert (changed.json()["current_company"], changed.json()["phone"]) == ("Acme", None)
    listed = (await recruiter.get(f"{PATH}?q=asha&verified=false")).json()["items"]
    assert account["candidate_portal_id"] in [each["candidate_portal_id"] for each in listed]
    link = await world.link(email, "welcome")
    person = world.person(email, "candidate")
    await person.own("POST", "/reset-password", {"token": link, "new_password": PASSWORD})
    await person.login()
    assert person.body["user"]["email_verified"] is True
    assert (await recruiter.delete(one)).status_code == 204
    assert (await recruiter.get(one)).status_code == 404
    assert (await recruiter.delete(one)).status_code == 404
    assert (await person.refresh()).status_code == 401
    assert (await person.try_login(PASSWORD)).status_code == 401
    assert await world.db["sessions"].count_documents({"subject": account["candidate_portal_id"]}) == 0


async def test_clients_and_candidates_have_no_business_here(world: World) -> None:
    client_user = await world.user("client_user", client_id=await world.client("client_portal"))
    candidate = await world.candidate()
    portal_id = candidate.body["user"]["candidate_portal_id"]
    for person, status in ((client_user, 403), (candidate, 401)):
        assert (await person.get(PATH)).status_code == status
        assert (await person.post(PATH, {"email": an_email(), "name": "A"})).status_code == status
        assert (await person.put(f"{PATH}/{portal_id}", {"name": "A"})).status_code == status
        assert (await person.delete(f"{PATH}/{portal_id}")).status_code == status
        assert (await person.post(f"{PATH}/{portal_id}/reset-password", {})).status_code == status


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "x@y.example"}, {"email_verified": True}, {"must_change_password": False}, {"password": PASSWORD},
        {"candidate_portal_id": "cp_x"}, {"created_by": "x"}, {"linkedin_url": "http://x.example"},
        {"linkedin_url": "javascript:alert(1)"}, {"experience_years": "4"}, {"experience_years": -1}, {"name": ""},
    ],
)  # fmt: skip
async def test_a_put_sets_only_what_may_be_set(world: World, fields: dict[str, object]) -> None:
    candidate = await world.candidate()
    portal_id = candidate.body["user"]["candidate_portal_id"]
    before = await world.db["candidate_portal_users"].find_one({"_id": portal_id})
    assert (await world.admin.put(f"{PATH}/{portal_id}", fields)).status_code == 422
    assert await world.db["candidate_portal_users"].find_one({"_id": portal_id}) == before
    if "linkedin_url" not in fields:
        assert (await candidate.own("PUT", "/me", {**fields, "status": "active"})).status_code == 422


async def test_a_reset_answers_a_password_that_works_once(world: World) -> None:
    candidate = await world.candidate()
    path = f"{PATH}/{candidate.body['user']['candidate_portal_id']}/reset-password"
    answer = await world.admin.post(path, {"temporary": True}, **{"Idempotency-Key": "same"})
    assert answer.status_code == 200
    temporary = answer.json()["temporary_password"]
    assert len(temporary) >= 20
    assert (await candidate.refresh()).status_code == 401
    assert (await candidate.try_login(PASSWORD)).status_code == 401
    assert (await candidate.login(temporary)).body["must_change_password"] is True
    assert (await world.person(candidate.email, "candidate").try_login(temporary)).status_code == 401
    for name in await world.db.list_collection_names():
        async for row in world.db[name].find({}):
            assert temporary not in str(row), name


@pytest.mark.parametrize("body", [None, {}, {"temporary": False}])
async def test_a_reset_mails_a_link_by_default(world: World, body: dict[str, bool] | None) -> None:
    candidate = await world.candidate()
    path = f"{PATH}/{candidate.body['user']['candidate_portal_id']}/reset-password"
    answer = await world.admin.post(path, body)
    assert (answer.status_code, answer.json()["temporary_password"], answer.json()["link_sent"]) == (200, None, True)
    assert (await candidate.refresh()).status_code == 401
    assert (await candidate.try_login(PASSWORD)).status_code == 401
    link = await world.link(candidate.email, "reset-password")
    await candidate.own("POST", "/reset-password", {"token": link, "new_password": OTHER})
    assert (await candidate.try_login(OTHER)).status_code == 200


async def test_deactivation_ends_a_candidates_sessions(world: World) -> None:
    candidate = await world.candidate()
    path = f"{PATH}/{candidate.body['user']['candidate_portal_id']}"
    assert (await world.admin.put(path, {"status": "inactive"})).status_code == 200

    async def dead() -> bool:
        return (await candidate.own("GET", "/me")).status_code == 401

    await eventually(dead, within=1.0)
    assert (await candidate.refresh()).status_code == 401
    assert (await candidate.try_login(PASSWORD)).status_code == 401


async def test_an_unverified_stranger_cannot_be_linked_to_a_record(world: World) -> None:
    stranger = await world.candidate(verified=False)
    path = f"{PATH}/{stranger.body['user']['candidate_portal_id']}"

    world.elsewhere["/internal/candidates/cand_x"] = {"candidate_id": "cand_x"}
    answer = await world.admin.put(path, {"linked_candidate_id": "cand_x"})
    assert (answer.status_code, answer.json()["type"]) == (409, "not-verified")
    assert (await world.admin.put(path, {"linked_candidate_id": "cand_unknown"})).status_code == 422
    verified = await world.candidate()
    path = f"{PATH}/{verified.body['user']['candidate_portal_id']}"
    assert (await world.admin.put(path, {"linked_candidate_id": "cand_x"})).status_code == 200


async def test_a_selected_candidate_gets_an_account_once_and_a_link_each_time(world: World) -> None:
    email = an_email("selected")
    async with tap() as heard:
        await publish(
            envelope(_selection(email), subject="cand_1", sequence=4, actor_email="r@agency.example"),
            envelope(_selection(email), subject="cand_1", sequence=5),
        )

        async def two_letters() -> bool:
            return len(await world.letters(email)) == 2

        await eventually(two_letters)
        await world.running.settled()
        created = heard.named("PortalUserCreated")
        assert len(created) == 1
        assert (created[0].data["origin"], created[0].data["linked_candidate_id"]) == ("selection", "cand_1")
    letter = (await world.letters(email))[0]
    assert (letter.purpose, letter.job_title, letter.client_name) == ("selection", "Welder", "Acme")
    assert letter.candidate_id == "cand_1"
    person = world.person(email, "candidate")
    link = await world.link(email, "selection")
    assert (await person.own("POST", "/reset-password", {"token": link, "new_password": PASSWORD})).status_code == 204
    assert (await person.login()).body["user"]["email_verified"] is True
    assert person.body["user"]["linked_candidate_id"] == "cand_1"


async def test_who_registered_a_selected_candidates_address_before_him_is_out(world: World) -> None:
    thief = await world.candidate(verified=False)
    await publish(envelope(_selection(thief.email, "cand_2"), subject="cand_2"))

    async def linked() -> bool:
        return (await world.db["candidate_portal_users"].find_one({"email": thief.email}))["linked_candidate_id"]

    await eventually(linked)

    async def dead() -> bool:
        return (await thief.own("GET", "/me")).status_code == 401

    await eventually(dead, within=1.0)
    assert (await thief.refresh()).status_code == 401
    assert (await thief.try_login(PASSWORD)).status_code == 401
    owner = world.person(thief.email, "candidate")
    link = await world.link(owner.email, "selection")
    assert (await owner.own("POST", "/reset-password", {"token": link, "new_password": OTHER})).status_code == 204
    assert (await owner.try_login(OTHER)).status_code == 200


async def test_an_erased_candidate_is_unlinked(world: World) -> None:
    email = an_email("erased")
    await publish(envelope(_selection(email, "cand_3"), subject="cand_3"))

    async def link_of() -> object:
        found = await world.db["candidate_portal_users"].find_one({"email": email})
        return found["linked_candidate_id"] if found else "none yet"

    async def linked() -> bool:
        return await link_of() == "cand_3"

    async def unlinked() -> bool:
        return await link_of() is None

    await eventually(linked)
    gone = CandidateDeleted(candidate_id="cand_3", job_id="job_1", client_id="client_1", person_id="person_1")
    await publish(envelope(gone, subject="cand_3", sequence=9))
    await eventually(unlinked)


@pytest.mark.parametrize("how", ["inactive", "deleted"])
async def test_a_companys_end_signs_its_users_out_and_no_one_else(world: World, how: str) -> None:
    client, other = await world.client(f"client_{how}_a"), await world.client(f"client_{how}_b")
    mine = [await world.user("client_user", client_id=client) for _ in range(2)]
    bystander = await world.user("client_user", client_id=other)
    facts = {"client_id": client, "company_name": "Acme"}
    event = ClientDeleted(**facts) if how == "deleted" else ClientUpdated(**facts, status="inactive")
    await publish(envelope(event, subject=client, sequence=2))

    async def dead() -> bool:
        return all([(await each.own("GET", "/me")).status_code == 401 for each in mine])

    await eventually(dead)
    for each in mine:
        assert (await each.refresh()).status_code == 401
        assert (await each.try_login(PASSWORD)).status_code == 401
    assert (await bystander.own("GET", "/me")).status_code == 200
    if how == "inactive":
        await publish(envelope(ClientUpdated(**facts, status="active"), subject=client, sequence=3))

        async def back() -> bool:
            return (await mine[0].try_login(PASSWORD)).status_code == 200

        await eventually(back)
        # What is old says nothing any more.
        await publish(envelope(ClientUpdated(**facts, status="inactive"), subject=client, sequence=2))
        await world.running.settled()
        assert (await mine[0].own("GET", "/me")).status_code == 200


async def test_other_services_read_facts_and_nobody_else_does(world: World) -> None:
    from arbeit_kit.tokens import service_token

    candidate = await world.candidate()
    portal_id = candidate.body["user"]["candidate_portal_id"]
    service = auth(service_token(world.running.service.settings, "candidates"))
    facts = (await world.http.get(f"/internal/portal-users/{portal_id}", headers=service)).json()
    assert (facts["email"], facts["verified"], facts["sequence"] >= 1) == (candidate.email, True, True)
    assert "password_hash" not in facts
    me = (await world.admin.own("GET", "/me")).json()
    facts = (await world.http.get(f"/internal/users/{me['user_id']}", headers=service)).json()
    assert (facts["role"], facts["email"]) == ("admin", world.admin.email)
    for path in ("portal-users/cp_no", "users/user_no"):
        assert (await world.http.get(f"/internal/{path}", headers=service)).status_code == 404
    for path in (f"portal-users/{portal_id}", f"users/{me['user_id']}", "revocations", "sessions/x?subject=y&tv=1"):
        assert (await world.admin.get(f"/internal/{path}")).status_code == 401
        assert (await world.http.get(f"/internal/{path}")).status_code == 401
        assert (await world.http.get(f"/internal/{path}", headers=auth(token("admin")))).status_code == 401
