"""Log-in, refresh, log-out."""

from .world import PASSWORD, World


async def test_the_first_admin_signs_in_and_sees_himself(world: World) -> None:
    me = await world.admin.own("GET", "/me")
    assert me.status_code == 200
    assert set(me.json()) == {
        "user_id", "email", "name", "phone", "role", "role_id", "client_id", "status", "must_change_password",
        "created_at", "created_by", "version", "permissions",
    }  # fmt: skip
    assert me.json()["role"] == "admin"
    assert PASSWORD not in me.text


async def test_a_registered_user_changes_his_password_and_works(world: World) -> None:
    recruiter = await world.user("recruiter")
    assert (await recruiter.own("GET", "/me")).json()["must_change_password"] is False


async def test_a_candidate_registers_verifies_and_signs_in(world: World) -> None:
    candidate = await world.candidate()
    me = (await candidate.own("GET", "/me")).json()
    assert me["email_verified"] is True
