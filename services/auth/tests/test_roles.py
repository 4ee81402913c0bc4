"""Roles, the access matrix, and what nobody can give himself."""

import itertools

import pytest

from arbeit_auth.domain.permissions import ALL, CLIENT_CEILING, SYSTEM_ROLES
from arbeit_kit.testing import eventually

from .world import Person, World, an_email, at_once

ROLES = "/api/governance/roles"
_numbers = itertools.count(1)


async def _role(world: World, *permissions: str, client_id: str | None = None, **fields: object) -> dict[str, object]:
    flags = dict.fromkeys(permissions, True)
    body = {"role_name": f"Role {next(_numbers)}", "permissions": flags, "client_id": client_id, **fields}
    answer = await world.admin.post(ROLES, body)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def test_the_system_roles_are_there_and_fixed(world: World) -> None:
    listed = (await world.admin.get(f"{ROLES}?limit=200")).json()["items"]
    system = {each["role_name"]: each for each in listed if each["is_system_role"]}
    assert set(system) == {"admin", "recruiter", "client_user", "candidate"}
    for name, role in system.items():
        assert role["permissions"] == {each: each in SYSTEM_ROLES[name] for each in ALL}
        path = f"{ROLES}/{role['role_id']}"
        assert (await world.admin.put(path, {"description": "x"})).status_code == 403
        assert (await world.admin.delete(path)).status_code == 403


async def test_a_role_is_made_read_changed_and_deleted(world: World) -> None:
    role = await _role(world, "jobs:read", "candidates:read", description="Looks on")
    assert role["permissions"]["jobs:read"] is True  # type: ignore[index]
    assert role["permissions"]["jobs:write"] is False  # type: ignore[index]
    path = f"{ROLES}/{role['role_id']}"
    assert (await world.admin.get(path)).json() == role
    changed = await world.admin.put(path, {"permissions": {"jobs:read": True}})
    assert changed.json()["permissions"]["candidates:read"] is False
    stale = await world.admin.put(path, {"description": "y"}, **{"If-Match": f'"{role["version"]}"'})
    assert stale.status_code == 412
    assert (await world.admin.delete(path)).status_code == 204
    assert (await world.admin.get(path)).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"permissions": {"jobs:destroy": True}}, {"permissions": {"*": True}}, {"permissions": {"$ne": True}},
        {"permissions": {"jobs:read": "yes"}}, {"permissions": {"jobs:read": 1}}, {"permissions": ["jobs:read"]},
        {"permissions": {"jobs:read": {"$gt": ""}}}, {"is_system_role": True}, {"role_id": "role_x"},
        {"role_name": "admin"}, {"role_name": "Client_User"}, {"role_name": ""}, {"client_id": "client_nobody"},
        {"created_at": "2020-01-01T00:00:00Z"},
    ],
)  # fmt: skip
async def test_what_is_no_role_is_refused(world: World, fields: dict[str, object]) -> None:
    body = {"role_name": f"Role {next(_numbers)}", "permissions": {"jobs:read": True}, **fields}
    assert (await world.admin.post(ROLES, body)).status_code == 422


async def test_a_name_is_taken_once(world: World) -> None:
    name = f"Name {next(_numbers)}"
    body = {"role_name": name, "permissions": {}}
    answers = await at_once(*(world.admin.post(ROLES, body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    other = await world.admin.post(ROLES, {**body, "role_name": name.upper().replace(" ", "  ")})
    assert (other.status_code, other.json()["type"]) == (409, "duplicate-role")


@pytest.mark.parametrize("permission", sorted(set(ALL) - CLIENT_CEILING))
async def test_a_clients_role_never_exceeds_client_user(world: World, permission: str) -> None:
    client = await world.client("client_roles")
    body = {"role_name": f"Role {next(_numbers)}", "permissions": {permission: True}, "client_id": client}
    answer = await world.admin.post(ROLES, body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "permissions")
    small = await _role(world, "jobs:read", client_id=client)
    answer = await world.admin.put(f"{ROLES}/{small['role_id']}", {"permissions": {permission: True}})
    assert answer.status_code == 422


async def _keeper(world: World) -> tuple[Person, dict[str, object]]:
    """Somebody who may write roles, and holds little else."""
    role = await _role(world, "roles:read", "roles:write", "jobs:read")
    return await world.user("recruiter", role_id=role["role_id"]), role


async def test_nobody_grants_what_he_does_not_hold(world: World) -> None:
    keeper, own = await _keeper(world)
    body = {"role_name": f"Role {next(_numbers)}", "permissions": {"users:write": True}}
    assert (await keeper.post(ROLES, body)).status_code == 403
    mine = f"{ROLES}/{own['role_id']}"
    wider = {"permissions": {"roles:read": True, "roles:write": True, "users:write": True}}
    assert (await keeper.put(mine, wider)).status_code == 403
    strong = await _role(world, "users:write")
    assert (await keeper.put(f"{ROLES}/{strong['role_id']}", {"permissions": {}})).status_code == 403
    assert (await keeper.delete(f"{ROLES}/{strong['role_id']}")).status_code == 403
    allowed = {"role_name": f"Role {next(_numbers)}", "permissions": {"jobs:read": True}}
    assert (await keeper.post(ROLES, allowed)).status_code == 201


async def test_a_role_fits_its_user(world: World) -> None:
    one, two = await world.client("client_fit_1"), await world.client("client_fit_2")
    clients_role = await _role(world, "jobs:read", client_id=one)
    wide = await _role(world, "jobs:read", "jobs:write")

    async def status(**fields: object) -> int:
        body = {"email": an_email(), "name": "N", "password": "tulip-Gravel-19-osprey", **fields}
        return (await world.admin.post("/api/auth/register", body)).status_code

    assert await status(role="client_user", client_id=one, role_id=clients_role["role_id"]) == 201
    assert await status(role="client_user", client_id=two, role_id=clients_role["role_id"]) == 422
    assert await status(role="recruiter", role_id=clients_role["role_id"]) == 422
    assert await status(role="client_user", client_id=one, role_id=wide["role_id"]) == 422
    assert await status(role="recruiter", role_id=wide["role_id"]) == 201
    assert await status(role="admin", role_id=wide["role_id"]) == 422


async def test_a_role_in_use_stays_and_its_change_voids_tokens(world: World) -> None:
    role = await _role(world, "users:read", "jobs:read")
    holder = await world.user("recruiter", role_id=role["role_id"])
    assert (await holder.get("/api/users")).status_code == 200
    path = f"{ROLES}/{role['role_id']}"
    assert (await world.admin.delete(path)).json()["type"] == "role-in-use"
    assert (await world.admin.put(path, {"permissions": {"jobs:read": True}})).status_code == 200

    async def dead() -> bool:
        return (await holder.get("/api/users")).status_code == 401

    await eventually(dead, within=1.0)
    assert (await holder.refresh()).status_code == 200
    assert (await holder.get("/api/users")).status_code == 403
    assert (await holder.own("GET", "/me")).json()["permissions"] == ["jobs:read"]


async def test_a_role_is_not_deleted_under_somebody_who_gets_it(world: World) -> None:
    for _ in range(5):
        role = await _role(world, "jobs:read")
        body = {"email": an_email(), "name": "N", "role": "recruiter", "role_id": role["role_id"]}
        deleted, registered = await at_once(
            world.admin.delete(f"{ROLES}/{role['role_id']}"), world.admin.post("/api/auth/register", body)
        )
        assert (deleted.status_code, registered.status_code) in ((204, 422), (409, 201))


async def test_the_matrix_shows_every_role_by_every_permission(world: World) -> None:
    client = await world.client("client_matrix")
    custom = await _role(world, "jobs:read", client_id=client)
    matrix = (await world.admin.get("/api/governance/access-matrix?limit=200")).json()
    assert matrix["permissions"] == list(ALL)
    rows = {row["role_id"]: row for row in matrix["items"]}
    assert {row["role_name"] for row in rows.values()} >= set(SYSTEM_ROLES)
    for row in rows.values():
        assert [cell["permission"] for cell in row["cells"]] == list(ALL)
        if row["is_system_role"]:
            granted = {cell["permission"] for cell in row["cells"] if cell["granted"]}
            assert granted == SYSTEM_ROLES[row["role_name"]]
    cells = {cell["permission"]: cell for cell in rows[custom["role_id"]]["cells"]}
    assert (cells["jobs:read"]["granted"], cells["jobs:read"]["scope"]) == (True, "own_client")
    assert (cells["jobs:write"]["granted"], cells["jobs:write"]["scope"]) == (False, "none")


async def test_the_matrix_explains_one_person(world: World) -> None:
    client = await world.client("client_person")
    role = await _role(world, "jobs:read", client_id=client)
    person = await world.user("client_user", client_id=client, role_id=role["role_id"])
    user_id = person.body["user"]["user_id"]
    path = f"/api/governance/access-matrix?user_id={user_id}"
    matrix = (await world.admin.get(path)).json()
    cells = {cell["permission"]: cell for cell in matrix["user"]["cells"]}
    assert matrix["items"] == []
    assert (cells["jobs:read"]["granted"], cells["jobs:read"]["scope"]) == (True, "own_client")
    assert cells["jobs:read"]["rule"] == f"custom role {role['role_name']}"
    assert cells["candidates:read"]["granted"] is False
    await world.admin.put(f"/api/users/{user_id}", {"status": "inactive"})
    cells = {cell["permission"]: cell for cell in (await world.admin.get(path)).json()["user"]["cells"]}
    assert (cells["jobs:read"]["granted"], cells["jobs:read"]["rule"]) == (False, "the user is inactive")
    assert (await world.admin.get("/api/governance/access-matrix?user_id=user_nobody")).status_code == 404
    for stranger in (person, await world.user("recruiter")):
        assert (await stranger.get("/api/governance/access-matrix")).status_code in (401, 403)
