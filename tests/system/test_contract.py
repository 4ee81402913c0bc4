"""Hostile input made from our own OpenAPI description, as each role: whatever is sent, never a 500."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator

import pytest

from arbeit_local.places import root
from tests.system.collector import Collector
from tests.system.conftest import first_people, running_system
from tests.system.portal import Caller, Portal

pytestmark = pytest.mark.system

# Examples per operation and phase; more with CONTRACT_EXAMPLES=200.
EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "2")
SEED = os.environ.get("CONTRACT_SEED", "20261122")
# Endless by nature; it has tests of its own.
STREAM = "/api/notifications/stream"
# They end the token that all the rest is sent with: ids that it was told are among what schemathesis sends.
LEAVING = ("logout_user", "logout_candidate", "end_session", "end_other_sessions")


@pytest.fixture(scope="module")
async def portal(collector: Collector) -> AsyncIterator[Portal]:
    """A system of its own: nobody could go on working where a hostile admin has been."""
    async with running_system(collector, "hostile-test") as system, first_people(system) as opened:
        yield opened


async def hostile_run(portal: Portal, caller: Caller, phases: str, which: str) -> None:
    """Runs schemathesis with this caller's token over the operations that `which` names, as `exclude` or `include` of
    those that end it; fails with its report on a server error."""
    command = [
        f"{sys.prefix}/bin/st",
        "run", f"{portal.url}/api/openapi.json", "--url", portal.url,
        "--header", f"Authorization: Bearer {caller.token}",
        "--checks", "not_a_server_error", "--max-examples", EXAMPLES, "--seed", SEED,
        "--phases", phases, "--workers", "2", "--request-timeout", "20", "--generation-database", "none",
        "--suppress-health-check", "all", "--no-color",
        *(argument for operation in LEAVING for argument in (f"--{which}-operation-id", operation)),
        *(("--exclude-path", STREAM) if which == "exclude" else ()),
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=root() / ".data"
    )
    output, _ = await process.communicate()
    # What it found first, how it ended last; warnings in thousands between them.
    report = output.decode()
    assert process.returncode == 0, f"{report[:6000]}\n...\n{report[-1500:]}"


@pytest.mark.parametrize("role", ["candidate", "client_user", "recruiter", "admin"])
async def test_no_hostile_input_leads_to_a_server_error(portal: Portal, role: str) -> None:
    if role in ("admin", "recruiter"):
        # A user of its own: among the generated requests is the one that ends all his sessions.
        caller = await portal.colleague(role)
    else:
        client = await portal.client()
        caller = await portal.client_user(client["client_id"])
        if role == "candidate":
            job = await portal.job(client["client_id"])
            caller = await portal.portal_account(await portal.candidate(job["job_id"]))
    # The systematic cases once, as the one who may do most, and last, for he ends other people's sessions; chance with
    # every role.
    phases = "examples,coverage,fuzzing" if role == "admin" else "fuzzing"
    await hostile_run(portal, caller, phases, "exclude")
    me = "/api/candidate-portal/me" if role == "candidate" else "/api/auth/me"
    # Not by `caller.get`, which would sign in anew.
    still = await caller.http.get(me, headers={"Authorization": f"Bearer {caller.token}"})
    assert still.status_code == 200, "signed out on the way: what came after met a closed door"
    await hostile_run(portal, caller, phases, "include")
