"""Who may register, change and remove whom."""

import asyncio

import pytest

from arbeit_kit.testing import eventually, tap

from .world import OTHER, PASSWORD, Person, World, an_email, at_once


def _body(**fields: object) -> dict[str, object]:
    return {"email": an_email("u"), "name": "Some One", "role": "recruiter", "password": OTHER, **fields}


async def _id(person: Person) -> str:
    return str((await person.own("GET", "/me")).json()["user_id"])


async def test_only_who_may_write_users_registers(world: World) -> None:
    client = await world.client("client_reg")
    recruiter = await world.user("recruiter")
    client_user = await world.user("client_user", client_id=client)
    candidate = await world.candidate()
    assert (await world.http.post("/api/auth/register", json=_body())).status_code == 401
    assert (await candidate.post("/api/auth/register", _body())).status_code == 401
    for person in (recruiter, client_user):
        for path in ("/api/auth/register", f"/api/clients/{client}/users"):
            assert (await person.post(path, _body())).status_code in (403, 422), path
        assert (await person.post("/api/auth/register", _body())).status_code == 403
        assert (await person.get(f"/api/clients/{client}/users")).status_code == 403
        assert (await person.get("/api/users")).status_code == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "Admin"}, {"role": " admin"}, {"role": ["admin"]}, {"role": "candidate"}, {"role": "superuser"},
        {"role": None}, {"role_id": "role_00000000000000000000000001"}, {"role_id": "role_nobody"},
        {"role": "client_user"}, {"role": "client_user", "client_id": "client_nobody/../.."},
        {"client_id": "client_a"}, {"role": "admin", "client_id": "client_a"}, {"status": "active"},
        {"must_change_password": False}, {"user_id": "user_x"}, {"created_by": "x"}, {"token_version": 9},
        {"password_hash": "x"}, {"permissions": ["users:write"]}, {"email": "no address"}, {"name": ""},
        {"name": "a\nb"}, {"password": "short"}, {"password": "Password123456"}, {"phone": "x" * 41},
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_refused(world: World, fields: dict[str, object]) -> None:
    await world.client("client_a")
    before = await world.db["users"].count_documents({})
    assert (await world.admin.post("/api/auth/register", _body(**fields))).status_code == 422
    assert await world.db["users"].count_documents({}) == before


async def test_nobody_registers_a_person_with_more_rights_than_his_own(world: World) -> None:
    role = await world.admin.post(
        "/api/governance/roles",
        {"role_name": "HR office", "permissions": {"users:read": True, "users:write": True, "jobs:read": True}},
    )
    assert role.status_code == 201, role.text
    office = await world.user("recruiter", role_id=role.json()["role_id"])
    admin_id, office_id = await _id(world.admin), await _id(office)
    assert (await office.post("/api/auth/register", _body(role="admin"))).status_code == 403
    assert (await office.post("/api/auth/register", _body(role="recruiter"))).status_code == 403
    same = await office.post("/api/auth/register", _body(role_id=role.json()["role_id"]))
    assert same.status_code == 201
    assert (await office.put(f"/api/users/{admin_id}", {"status": "inactive"})).status_code == 403
    assert (await office.put(f"/api/users/{admin_id}", {"name": "x"})).status_code == 403
    assert (await office.delete(f"/api/users/{admin_id}")).status_code == 403
    assert (await office.post(f"/api/users/{admin_id}/reset-password")).status_code == 403
    assert (await office.put(f"/api/users/{office_id}", {"role": "admin"})).status_code == 403
    assert (await office.put(f"/api/users/{office_id}", {"role_id": None})).status_code == 403
    colleague = same.json()["user_id"]
    assert (await office.put(f"/api/users/{colleague}", {"role": "admin"})).status_code == 403
    assert (await office.put(f"/api/users/{colleague}", {"role_id": None})).status_code == 403
    assert (await office.put(f"/api/users/{colleague}", {"status": "inactive"})).status_code == 200


async def test_one_address_is_one_user(world: World) -> None:
    body = _body()
    answers = await at_once(*(world.admin.post("/api/auth/register", body) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    again = await world.admin.post("/api/auth/register", {**body, "email": str(body["email"]).upper()})
    assert (again.status_code, again.json()["type"]) == (409, "duplicate-email")


async def test_an_idempotency_key_registers_once(world: World) -> None:
    body = _body()
    first = await world.admin.post("/api/auth/register", body, **{"Idempotency-Key": "reg-1"})
    again = await world.admin.post("/api/auth/register", body, **{"Idempotency-Key": "reg-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


async def test_users_are_listed_filtered_searched_and_read(world: World) -> None:
    client = await world.client("client_list")
    made = [await world.admin.post("/api/auth/register", _body(name=f"Zeno {n}")) for n in range(3)]
    ids = [answer.json()["user_id"] for answer in made]
    found = (await world.admin.get("/api/users?q=zeno&limit=2&count=true")).json()
    assert ([each["user_id"] for each in found["items"]], found["total"]) == ([ids[2], ids[1]], 3)
    rest = (await world.admin.get(f"/api/users?q=zeno&limit=2&cursor={found['next_cursor']}")).json()
    assert ([each["user_id"] for each in rest["items"]], rest["next_cursor"]) == ([ids[0]], None)
    by_name = (await world.admin.get("/api/users?q=zeno&sort=name")).json()["items"]
    assert [each["name"] for each in by_name] == ["Zeno 0", "Zeno 1", "Zeno 2"]
    assert (await world.admin.get("/api/users?sort=password_hash")).status_code == 422
    admins = (await world.admin.get("/api/users?role=admin")).json()["items"]
    assert {each["role"] for each in admins} == {"admin"}
    one = await world.admin.get(f"/api/users/{ids[0]}")
    assert one.headers["etag"] == f'"{one.json()["version"]}"'
    assert (await world.admin.get("/api/users/user_nobody")).status_code == 404
    assert (await world.admin.get(f"/api/users?client_id={client}")).json()["items"] == []


async def test_a_stale_edit_changes_nothing(world: World) -> None:
    user = (await world.admin.post("/api/auth/register", _body())).json()
    path = f"/api/users/{user['user_id']}"
    edited = await world.admin.put(path, {"name": "New"}, **{"If-Match": f'"{user["version"]}"'})
    assert edited.status_code == 200
    stale = await world.admin.put(path, {"name": "Old"}, **{"If-Match": f'"{user["version"]}"'})
    assert stale.status_code == 412
    assert (await world.admin.get(path)).json()["name"] == "New"


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "x@mail.example"}, {"user_id": "user_x"}, {"password": PASSWORD}, {"must_change_password": False},
        {"created_at": "2020-01-01T00:00:00Z"}, {"token_version": 1}, {"role": "root"}, {"status": "gone"},
        {"name": None}, {"version": 1},
    ],
)  # fmt: skip
async def test_a_put_sets_only_what_may_be_set(world: World, fields: dict[str, object]) -> None:
    user = (await world.admin.post("/api/auth/register", _body())).json()
    before = await world.db["users"].find_one({"_id": user["user_id"]})
    assert (await world.admin.put(f"/api/users/{user['user_id']}", fields)).status_code == 422
    assert await world.db["users"].find_one({"_id": user["user_id"]}) == before


async def test_ones_own_profile_is_name_and_phone(world: World) -> None:
    person = await world.user("recruiter")
    assert (await person.own("PUT", "/me", {"name": "Asha", "phone": "+49 30 1"})).json()["name"] == "Asha"
    for fields in ({"role": "admin"}, {"client_id": "c"}, {"email": "x@y.example"}, {"status": "active"}):
        assert (await person.own("PUT", "/me", fields)).status_code == 422


async def test_the_last_administrator_stays(world: World) -> None:
    admin_id = await _id(world.admin)
    other = await world.user("admin")
    other_id = await _id(other)
    assert (await world.admin.delete(f"/api/users/{admin_id}")).status_code == 403  # nobody deletes himself
    assert (await world.admin.put(f"/api/users/{admin_id}", {"status": "inactive"})).status_code == 403
    # Each of the last two takes the other away, at the same moment: one of them must stay.
    async for row in world.db["users"].find({"role": "admin", "status": "active"}):
        if row["_id"] not in (admin_id, other_id):
            assert (await world.admin.delete(f"/api/users/{row['_id']}")).status_code == 204
    answers = await at_once(
        world.admin.put(f"/api/users/{other_id}", {"role": "recruiter"}),
        other.put(f"/api/users/{admin_id}", {"status": "inactive"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert next(a for a in answers if a.status_code == 409).json()["type"] == "last-admin"
    assert await world.db["users"].count_documents({"role": "admin", "status": "active"}) == 1
    # Put the world back for the other tests.
    await world.db["users"].update_one({"_id": admin_id}, {"$set": {"status": "active", "role": "admin"}})
    await world.admin.login()


async def test_client_users_belong_to_the_client_of_the_path(world: World) -> None:
    one, two = await world.client("client_one"), await world.client("client_two")
    body = {"email": an_email("cu"), "name": "Client User", "password": OTHER}
    made = await world.admin.post(f"/api/clients/{one}/users", body)
    assert made.status_code == 201
    user = made.json()
    assert (user["client_id"], user["role"]) == (one, "client_user")
    for who in (user["email"], user["user_id"], user["email"].upper(), user["email"].replace("@", "%40")):
        assert (await world.admin.get(f"/api/clients/{one}/users/{who}")).status_code == 200
        for method in ("GET", "PUT", "DELETE"):
            json = {"name": "x"} if method == "PUT" else None
            foreign = await world.admin.call(method, f"/api/clients/{two}/users/{who}", json)
            unknown = await world.admin.call(method, f"/api/clients/{two}/users/{an_email('no')}", json)
            assert (foreign.status_code, unknown.status_code) == (404, 404)
            assert foreign.json()["detail"] == unknown.json()["detail"]
    assert [each["email"] for each in (await world.admin.get(f"/api/clients/{one}/users")).json()["items"]] == [
        user["email"]
    ]
    assert (await world.admin.get(f"/api/clients/{two}/users")).json()["items"] == []
    for fields in ({"client_id": two}, {"role": "admin"}, {"role": "client_user"}, {"email": "x@y.example"}):
        assert (await world.admin.put(f"/api/clients/{one}/users/{user['email']}", fields)).status_code == 422
    for fields in ({"role": "admin"}, {"client_id": two}):
        answer = await world.admin.post(f"/api/clients/{one}/users", {**body, "email": an_email(), **fields})
        assert answer.status_code == 422
    renamed = await world.admin.put(f"/api/clients/{one}/users/{user['email']}", {"name": "Renamed"})
    assert renamed.json()["name"] == "Renamed"
    assert (await world.admin.delete(f"/api/clients/{one}/users/{user['email']}")).status_code == 204
    assert (await world.admin.delete(f"/api/clients/{one}/users/{user['email']}")).status_code == 404
    # An administrator is no client's user, whatever the path says.
    assert (await world.admin.delete(f"/api/clients/{one}/users/{world.admin.email}")).status_code == 404


async def test_a_client_of_a_moment_ago_is_asked_for(world: World) -> None:
    path = "/internal/clients/client_new"
    assert (await world.admin.get("/api/clients/client_new/users")).status_code == 404
    body = {"email": an_email(), "name": "N", "password": OTHER}
    assert (await world.admin.post("/api/clients/client_new/users", body)).status_code == 404
    world.elsewhere[path] = {"sequence": 1, "client_id": "client_new", "company_name": "New", "status": "active"}
    assert (await world.admin.post("/api/clients/client_new/users", body)).status_code == 201
    assert (await world.person(str(body["email"])).try_login(OTHER)).status_code == 200


async def test_an_inactive_client_takes_no_new_user(world: World) -> None:
    client = await world.client("client_idle", "inactive")
    body = {"email": an_email(), "name": "N", "password": OTHER}
    answer = await world.admin.post(f"/api/clients/{client}/users", body)
    assert (answer.status_code, answer.json()["type"]) == (409, "client-inactive")


@pytest.mark.parametrize("how", ["inactive", "deleted", "role", "reset"])
async def test_what_changes_rights_voids_tokens_within_a_second(world: World, how: str) -> None:
    person = await world.user("recruiter")
    user_id = await _id(person)
    if how == "deleted":
        assert (await world.admin.delete(f"/api/users/{user_id}")).status_code == 204
    elif how == "reset":
        assert (await world.admin.post(f"/api/users/{user_id}/reset-password")).status_code == 202
        token = await world.link(person.email, "reset-password")
        await person.own("POST", "/reset-password", {"token": token, "new_password": OTHER})
    else:
        change = {"status": "inactive"} if how == "inactive" else {"role": "admin"}
        assert (await world.admin.put(f"/api/users/{user_id}", change)).status_code == 200

    async def dead() -> bool:
        return (await person.own("GET", "/sessions")).status_code == 401

    await eventually(dead, within=1.0)
    refreshed = await person.refresh()
    if how == "role":  # the session goes on, with the new rights
        assert refreshed.status_code == 200
        assert (await person.get("/api/users")).status_code == 200
    else:
        assert refreshed.status_code == 401
        assert (await person.try_login(PASSWORD)).status_code == 401


async def test_a_name_voids_no_token(world: World) -> None:
    person = await world.user("recruiter")
    await world.admin.put(f"/api/users/{await _id(person)}", {"name": "Other"})
    await world.running.settled()
    await asyncio.sleep(0.2)
    assert (await person.own("GET", "/me")).status_code == 200


async def test_events_tell_who_did_what_and_no_secret(world: World) -> None:
    async with tap() as heard:
        person = await world.user("recruiter")
        user_id = await _id(person)
        await world.admin.put(f"/api/users/{user_id}", {"name": "Other", "status": "inactive"})
        await world.admin.delete(f"/api/users/{user_id}")
        await heard.wait_for("UserDeleted", user_id)
        await world.running.settled()
    names = [event.name for event in heard.events if event.subject == user_id]
    assert names == [
        "UserRegistered", "UserLoggedIn", "PasswordChanged", "CredentialsRevoked", "UserUpdated",
        "CredentialsRevoked", "CredentialsRevoked", "UserDeleted",
    ]  # fmt: skip
    updated = heard.named("UserUpdated", user_id)[0]
    assert {change["field"] for change in updated.data["changed"]} == {"name", "status"}
    assert updated.actoremail == world.admin.email
    versioned = [event.sequence for event in heard.events if event.subject == user_id and event.name != "UserLoggedIn"]
    assert versioned == sorted(set(versioned))
    text = " ".join(event.to_bytes().decode() for event in heard.events)
    for secret in (OTHER, PASSWORD, "$2b$", person.token or "", person.cookie or ""):
        assert secret not in text
