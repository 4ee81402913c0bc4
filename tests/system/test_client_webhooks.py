"""What a client is given to hear its own events: a role, one user for its systems, and nobody else's events."""

from __future__ import annotations

import pytest

from tests.system.portal import PASSWORD, Caller, Json, Portal, eventually, unique

pytestmark = pytest.mark.system

LISTEN = {"jobs:read": True, "webhooks:read": True, "webhooks:write": True}


async def listener(portal: Portal, client: Json) -> Caller:
    """A user of the client who may make webhooks, as docs/events tells an administrator to make him."""
    name = {"role_name": unique("Listens"), "permissions": LISTEN, "client_id": client["client_id"]}
    role = await portal.admin.post("/api/governance/roles", name, 201)
    email = f"{unique('systems')}@client.example"
    body = {"email": email, "name": "Their systems", "role_id": role["role_id"], "password": PASSWORD}
    await portal.admin.post(f"/api/clients/{client['client_id']}/users", body, 201)
    return await portal.first_sign_in(email)


async def test_a_client_hears_and_sees_its_own_and_nothing_else(portal: Portal) -> None:
    a, b = await portal.client(), await portal.client()
    ours, theirs = await listener(portal, a), await listener(portal, b)
    plain = await portal.client_user(a["client_id"])
    body = {"url": "https://hooks.example.com/arbeit", "event_types": ["arbeit.jobs.*"]}
    made = await ours.post("/api/webhooks", body, 201)
    path = f"/api/webhooks/{made['webhook_id']}"
    assert made["client_id"] == a["client_id"]
    assert (await theirs.http.get(path)).status_code == 404
    assert (await theirs.get("/api/webhooks"))["items"] == []
    assert (await ours.http.post("/api/webhooks", json={**body, "client_id": b["client_id"]})).status_code == 403
    assert (await plain.http.get("/api/webhooks")).status_code == 403
    other = await theirs.post("/api/webhooks", body, 201)
    jobs = {each["client_id"]: await portal.job(each["client_id"]) for each in (b, a)}

    async def heard(who: Caller, webhook: Json, client: Json) -> None:
        async def told() -> bool:
            items = (await who.get(f"/api/webhooks/{webhook['webhook_id']}/deliveries"))["items"]
            assert [each["subject"] for each in items] == [jobs[client["client_id"]]["job_id"]], items
            return True

        await eventually(told, 20)

    # What an event is sent to is settled for all subscriptions at once: once the one client has its own job, the other
    # has it too, if it ever gets it.
    await heard(theirs, other, b)
    await heard(ours, made, a)
    await heard(theirs, other, b)
    for who, webhook in ((ours, made), (theirs, other)):
        await who.http.delete(f"/api/webhooks/{webhook['webhook_id']}")
