"""The trail as a file: complete, provable by whoever has it, harmless in a spreadsheet, and noted itself."""

import csv
import hashlib
import io
import json
from itertools import pairwise
from typing import Any

import pytest

from arbeit_audit.queries import entries
from arbeit_events.audit import AuditLogExported
from arbeit_events.tenancy import ClientCreated
from arbeit_kit.testing import Running, auth, envelope, eventually, token

from .trail import PATH, listed, record, status_changed

EXPORT = f"{PATH}/export"


async def taken(audit: Running, role: str = "admin", **params: str) -> bytes:
    answer = await audit.client.get(EXPORT, params=params, headers=auth(token(role)))
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="audit-log-')
    return answer.content


def rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def proved(line: dict[str, Any]) -> bool:
    digest = hashlib.sha256(f"{line['previous_hash']}\n{line['hashed_body']}".encode()).hexdigest()
    return bool(digest == line["entry_hash"])


async def test_a_file_holds_all_that_fits_and_proves_itself(audit: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_AT_A_TIME", 3)
    await record(audit, *(status_changed(f"job_{n}") for n in range(8)), status_changed("job_9", actor_id="user_1"))
    found = rows(await taken(audit))
    assert [int(line["number"]) for line in found] == list(range(9, 0, -1))
    assert all(proved(line) for line in found)
    assert all(line["previous_hash"] == below["entry_hash"] for line, below in pairwise(found))
    assert {line["user_email"] for line in found} == {"Meera@Example.org"}
    forged = {**found[0], "hashed_body": found[0]["hashed_body"].replace("user_1", "user_2")}
    assert not proved(forged)
    only = rows(await taken(audit, user_id="user_1"))
    assert [line["entity_id"] for line in only] == ["job_9"]
    assert rows(await taken(audit, q="nothing like it")) == []


async def test_a_program_gets_a_line_of_json_per_entry(audit: Running) -> None:
    await record(audit, *(status_changed(f"job_{n}") for n in range(3)))
    lines = [
        json.loads(line) for line in (await taken(audit, format="ndjson", action_type="JOB_STATUS_CHANGE")).splitlines()
    ]
    shown = await listed(audit, action_type="JOB_STATUS_CHANGE")
    assert [{**line, "hashed_body": 0} for line in lines] == [{**entry, "hashed_body": 0} for entry in shown]
    assert all(proved(line) for line in lines)


async def test_no_cell_is_a_formula(audit: Running) -> None:
    evil = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"]
    for number, name in enumerate(evil):
        data = ClientCreated(client_id=name, company_name=name, status="active")
        await record(audit, envelope(data, subject=name, client_id=name, actor_id=name, correlation_id=str(number)))
    file = await taken(audit)
    for line in rows(file):
        assert all(cell[:1] not in set("=+-@\t\r＝") for cell in line.values()), line
    assert {line["entity_id"] for line in rows(file)} == {f"'{name}" for name in evil}


async def test_taking_the_trail_away_is_an_entry_of_it(audit: Running) -> None:
    await record(audit, status_changed())
    await taken(audit, user_email="asha@example.com", action_type="JOB_STATUS_CHANGE")

    async def noted() -> dict[str, Any]:
        found = await listed(audit, action_type="AUDIT_LOG_EXPORT")
        assert len(found) == 1
        return found[0]

    entry = await eventually(noted)
    assert entry["entity_type"] == "audit_log"
    assert entry["new_value"] == {"format": "csv", "filtered_by": ["user_email", "action_type"]}
    assert entry["metadata"]["action_type"] == "JOB_STATUS_CHANGE"
    assert entry["metadata"]["event_type"] == AuditLogExported.event_type()
    assert "asha@example.com" not in str(entry)


@pytest.mark.parametrize(
    ("headers", "params", "status"),
    [
        ({}, {}, 401),
        (auth(token("client_user", client_id="client_1")), {}, 403),
        (auth(token("recruiter", permissions=["jobs:read"])), {}, 403),
        (auth(token()), {"format": "xlsx"}, 422),
        (auth(token()), {"from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}, 422),
    ],
)
async def test_who_may_not_or_asks_wrongly_gets_no_file_and_leaves_no_entry(
    audit: Running, headers: dict[str, str], params: dict[str, str], status: int
) -> None:
    answer = await audit.client.get(EXPORT, params=params, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert await audit.db["outbox"].count_documents({}) == 0


async def test_a_recruiter_takes_away_no_more_than_he_sees(audit: Running, every_event: list[Any]) -> None:
    await record(audit, *every_event)
    seen = await listed(audit, "recruiter", limit="200")
    found = rows(await taken(audit, "recruiter"))
    assert [line["log_id"] for line in found] == [entry["log_id"] for entry in seen]
    assert 0 < len(found) < len(every_event)
