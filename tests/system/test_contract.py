"""Hostile input made from our own OpenAPI description, as each role: whatever is sent, never a 500."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from arbeit_local.places import root
from tests.system.portal import Caller, Portal

pytestmark = pytest.mark.system

# Examples per operation and phase; more with CONTRACT_EXAMPLES=200.
EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "2")
SEED = os.environ.get("CONTRACT_SEED", "20261122")
# Endless by nature; it has tests of its own.
STREAM = "/api/notifications/stream"


async def hostile_run(portal: Portal, caller: Caller, phases: str) -> None:
    """Runs schemathesis over every operation with this caller's token; fails with its report on a server error."""
    command = [
        f"{sys.prefix}/bin/st",
        "run", f"{portal.url}/api/openapi.json", "--url", portal.url,
        "--header", f"Authorization: Bearer {caller.token}",
        "--checks", "not_a_server_error", "--max-examples", EXAMPLES, "--seed", SEED,
        "--phases", phases,
        "--exclude-path", STREAM, "--workers", "2", "--request-timeout", "20", "--generation-database", "none",
        "--suppress-health-check", "all", "--no-color",
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, cwd=root() / ".data"
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()[-6000:]


@pytest.mark.parametrize("role", ["admin", "recruiter", "client_user", "candidate"])
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
    # The systematic cases once, as the one who may do most; chance with every role.
    await hostile_run(portal, caller, "examples,coverage,fuzzing" if role == "admin" else "fuzzing")
