"""The running service: from the broker into the chain, and over HTTP out again."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from arbeit_audit import commands
from arbeit_audit.domain.entry import hash_of
from arbeit_audit.store import entry_of
from arbeit_events import Envelope
from arbeit_events.envelope import new_event_id
from arbeit_kit.testing import Running, auth, eventually, publish, token
from arbeit_kit.time import iso, now

from .trail import PATH, listed, record, status_changed

Golden = Callable[[str], Envelope]


def again(event: Envelope, **changes: Any) -> Envelope:
    """The event as if it had happened just now."""
    return event.model_copy(update={"id": new_event_id(), "time": now(), **changes})


async def proof(audit: Running, **params: str) -> dict[str, Any]:
    answer = await audit.client.get(f"{PATH}/verify", params=params, headers=auth(token()))
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


async def test_every_event_on_the_broker_ends_in_the_chain(audit: Running, every_event: list[Envelope]) -> None:
    await publish(*every_event)

    async def arrived() -> bool:
        return bool(await audit.db["audit_logs"].count_documents({}) == len(every_event))

    await eventually(arrived, within=15)
    report = await proof(audit)
    assert report["valid"]
    assert report["complete"]
    assert report["head_number"] == report["count"] == len(every_event)


async def test_an_entry_reads_as_the_spec_says(audit: Running) -> None:
    event = status_changed(actor_address="203.0.113.17", correlation_id="req_7")
    await record(audit, event)
    (entry,) = await listed(audit)
    assert entry == {
        "log_id": "log_" + event.id.removeprefix("evt_"),
        "number": 1,
        "timestamp": iso(event.time),
        "user_id": "user_9",
        "user_email": "Meera@Example.org",
        "user_role": "recruiter",
        "action_type": "JOB_STATUS_CHANGE",
        "entity_type": "job",
        "entity_id": "job_1",
        "client_id": "client_1",
        "old_value": {"status": "open"},
        "new_value": {"status": "closed"},
        "metadata": {
            "event_id": event.id,
            "event_type": "arbeit.jobs.JobStatusChanged.v1",
            "sequence": 1,
            "request_id": "req_7",
            "causation_id": None,
            "title": "Cook",
            "address": "203.0.113.17",
        },
        "previous_hash": "0" * 64,
        "entry_hash": entry["entry_hash"],
    }


async def test_a_duplicate_adds_nothing(audit: Running) -> None:
    event = status_changed()
    await publish(event, event)
    await publish(event)
    last = status_changed("job_2")
    await publish(last)

    async def both() -> bool:
        return len(await listed(audit)) == 2

    await eventually(both)
    await audit.db["inbox"].delete_many({})
    await publish(event, last, again(status_changed("job_3")))

    async def three() -> bool:
        return len(await listed(audit)) == 3

    await eventually(three)
    await audit.settled()
    assert (await proof(audit))["count"] == 3, "the two known ones add nothing, although the inbox forgot them"
    assert await record(audit, event) == 0


async def test_two_appenders_at_once_never_fork(audit: Running) -> None:
    batches = [[status_changed(f"job_{row}_{column}") for column in range(5)] for row in range(8)]
    added = await asyncio.gather(*(record(audit, *batch) for batch in batches))
    assert sum(added) == 40
    report = await proof(audit)
    assert (report["valid"], report["head_number"], report["count"]) == (True, 40, 40)


# -- tampering ------------------------------------------------------------------------------------------------------


async def written(audit: Running, entries: int = 12) -> list[dict[str, Any]]:
    await record(audit, *(status_changed(f"job_{n}") for n in range(entries)))
    rows: list[dict[str, Any]] = await audit.db["audit_logs"].find().sort("number", 1).to_list(None)
    return rows


async def fault_of(audit: Running) -> tuple[int, str] | None:
    report = await proof(audit)
    return None if report["valid"] else (report["first_bad_number"], report["reason"])


async def test_an_edit_is_named(audit: Running) -> None:
    rows = await written(audit)
    await audit.db["audit_logs"].update_one({"_id": rows[4]["_id"]}, {"$set": {"user_id": "user_innocent"}})
    assert await fault_of(audit) == (5, "altered")


async def test_an_edit_with_its_hash_made_anew_is_named(audit: Running) -> None:
    rows = await written(audit)
    forged = entry_of({**rows[4], "user_id": "user_innocent"})
    digest = hash_of(forged.previous_hash, forged, 5)
    change = {"$set": {"user_id": "user_innocent", "entry_hash": digest}}
    await audit.db["audit_logs"].update_one({"_id": rows[4]["_id"]}, change)
    assert await fault_of(audit) == (6, "not-linked")


async def test_a_chain_made_anew_to_its_end_differs_from_the_signed_head(audit: Running) -> None:
    rows = await written(audit)
    previous = rows[3]["entry_hash"]
    for row in rows[4:]:
        forged = entry_of({**row, "user_id": "user_innocent", "previous_hash": previous})
        digest = hash_of(previous, forged, row["number"])
        change = {"$set": {"user_id": "user_innocent", "previous_hash": previous, "entry_hash": digest}}
        await audit.db["audit_logs"].update_one({"_id": row["_id"]}, change)
        previous = digest
    assert await fault_of(audit) == (12, "checkpoint-differs")
    await audit.db["checkpoints"].delete_many({})
    assert await fault_of(audit) == (12, "checkpoint-missing")


async def test_a_deleted_entry_is_named(audit: Running) -> None:
    rows = await written(audit)
    await audit.db["audit_logs"].delete_one({"_id": rows[4]["_id"]})
    assert await fault_of(audit) == (5, "missing")


async def test_a_cut_tail_is_found_even_when_the_head_is_set_back(audit: Running) -> None:
    rows = await written(audit)
    await audit.db["audit_logs"].delete_many({"number": {"$gt": 9}})
    assert await fault_of(audit) == (10, "missing")
    back = {"number": 9, "entry_hash": rows[8]["entry_hash"]}
    await audit.db["chain"].update_one({"_id": "head"}, {"$set": back})
    assert await fault_of(audit) == (9, "head-forged")


async def test_an_old_head_put_back_contradicts_a_checkpoint_or_the_callers_note(audit: Running) -> None:
    await written(audit, 3)
    old = await audit.db["chain"].find_one({"_id": "head"})
    await record(audit, *(status_changed(f"job_late_{n}") for n in range(4)))
    noted = await proof(audit)
    await audit.db["audit_logs"].delete_many({"number": {"$gt": 3}})
    await audit.db["chain"].replace_one({"_id": "head"}, old)
    assert (await proof(audit))["valid"], "a whole older state: only a note from outside can tell"
    anchored = await proof(audit, anchor_number=str(noted["head_number"]), anchor_hash=noted["head_hash"])
    assert (anchored["valid"], anchored["first_bad_number"], anchored["reason"]) == (False, 7, "missing")


async def test_an_inserted_document_is_found(audit: Running) -> None:
    rows = await written(audit)
    await audit.db["audit_logs"].insert_one({**rows[3], "_id": "log_x", "log_id": "log_x", "number": 13})
    assert await fault_of(audit) == (13, "behind-the-head")
    await audit.db["audit_logs"].update_one({"_id": "log_x"}, {"$set": {"number": "none"}})
    assert await fault_of(audit) == (13, "documents-without-a-place")


async def test_swapped_entries_are_found(audit: Running) -> None:
    rows = await written(audit)
    for row, number in ((rows[4], 99), (rows[5], 5), (rows[4], 6)):
        await audit.db["audit_logs"].update_one({"_id": row["_id"]}, {"$set": {"number": number}})
    assert await fault_of(audit) == (5, "not-linked")


async def test_a_lost_head_is_a_finding_and_nothing_is_appended(audit: Running) -> None:
    await written(audit, 2)
    await audit.db["chain"].delete_many({})
    assert await fault_of(audit) == (0, "head-missing")
    await audit.store.seed()
    with pytest.raises(commands.HeadMissing):
        await record(audit, status_changed())


async def test_a_proof_can_go_on_where_another_ended(audit: Running) -> None:
    await written(audit)
    report = await proof(audit, from_number="6")
    assert (report["valid"], report["checked_from"], report["checked_to"]) == (True, 6, 12)
    assert (await proof(audit, from_number="99"))["reason"] == "missing"


# -- erasure --------------------------------------------------------------------------------------------------------


async def test_erasing_a_candidate_leaves_the_chain_whole(audit: Running, golden: Golden) -> None:
    before = [again(golden(name)) for name in ("CandidateCreated", "InterviewCompleted", "InterviewSlotBooked")]
    await record(audit, *before)
    deleted = again(golden("CandidateDeleted"))
    await record(audit, deleted)
    await record(audit, again(golden("InterviewCancelled")))
    rows = await audit.db["audit_logs"].find().to_list(None)
    assert "asha" not in str(rows).lower()
    assert await fault_of(audit) is None
    entries = {entry["action_type"]: entry for entry in await listed(audit)}
    assert entries["CANDIDATE_CREATE"]["new_value"] == {"status": "NEW"}
    assert entries["CANDIDATE_CREATE"]["metadata"]["erased"] == ["subject"]
    assert entries["CANDIDATE_CREATE"]["user_email"] == "meera@example.org", "who did it stays"
    assert entries["INTERVIEW_SLOT_BOOKED"]["user_email"] is None, "the candidate himself goes"
    assert entries["CANDIDATE_DELETE"]["entity_id"] == deleted.subject


async def test_values_taken_away_without_an_erasure_are_found(audit: Running, golden: Golden) -> None:
    await record(audit, again(golden("CandidateCreated")), status_changed())
    await audit.db["audit_logs"].update_one({"number": 1}, {"$set": {"personal.subject": None}})
    assert await fault_of(audit) == (1, "erased-without-reason")


# -- who sees what --------------------------------------------------------------------------------------------------


async def test_recruiters_see_business_but_no_users_roles_or_log_ins_of_others(
    audit: Running, every_event: list[Envelope]
) -> None:
    await record(audit, *every_event)
    mine = again(every_event[0], actorid="user_recruiter")
    own = again(
        next(event for event in every_event if event.name == "UserLoggedIn"),
        actorid="user_recruiter",
        subject="user_recruiter",
    )
    await record(audit, mine, own)
    everything = await listed(audit, limit="200")
    assert len(everything) == len(every_event) + 2
    seen = await listed(audit, "recruiter", limit="200")
    kinds = {entry["entity_type"] for entry in seen if entry["user_id"] != "user_recruiter"}
    assert kinds == {"client", "job", "candidate", "interview", "portal_user", "notification"}
    assert {entry["action_type"] for entry in seen if entry["user_id"] == "user_recruiter"} >= {"USER_LOGIN"}
    assert not any("address" in entry["metadata"] for entry in seen)


async def test_client_users_and_candidates_never_read_the_trail(audit: Running) -> None:
    client = token("client_user", client_id="client_1", permissions=["audit:read"])
    plain = token("client_user", client_id="client_1")
    for path in (PATH, f"{PATH}/verify"):
        assert (await audit.client.get(path, headers=auth(client))).status_code == 403
        assert (await audit.client.get(path, headers=auth(plain))).status_code == 403
        assert (await audit.client.get(path, headers=auth(token("candidate")))).status_code == 401
        assert (await audit.client.get(path)).status_code == 401


async def test_filters_narrow(audit: Running, golden: Golden) -> None:
    await record(
        audit,
        status_changed("job_1"),
        status_changed("job_2", actor_id="user_8", actor_email="other@example.org"),
        again(golden("ClientUpdated")),
    )
    for params, expected in (
        ({"entity_type": "job", "entity_id": "job_2"}, 1),
        ({"entity_id": "job_2"}, 1),
        ({"entity_type": "job"}, 2),
        ({"user_id": "user_9"}, 1),
        ({"user_email": "meera@example.org"}, 2),
        ({"action_type": "CLIENT_UPDATE"}, 1),
        ({"client_id": "client_1"}, 2),
        ({"q": "job_1"}, 1),
        ({"q": "MEERA client"}, 1),
        ({"q": "helvetia"}, 1),
        ({"q": "status change"}, 2),
        ({"q": "nowhere"}, 0),
        ({"from": iso(now() - timedelta(hours=1)), "to": iso(now() + timedelta(seconds=1))}, 3),
        ({"to": iso(now() - timedelta(hours=1))}, 0),
        ({"from": iso(now() + timedelta(hours=1))}, 0),
        ({"to": "0086-03-31T04:49:19+12:35"}, 0),
        ({"from": "0001-01-02T00:00:00Z", "to": "9999-12-31T23:59:59.999Z"}, 3),
        ({"from": "9999-12-31T23:59:59Z"}, 0),
    ):
        assert len(await listed(audit, **params)) == expected, params


async def test_pages_are_newest_first_without_gap_or_repeat(audit: Running) -> None:
    await record(audit, *(status_changed(f"job_{n}") for n in range(25)))
    written = sorted((row["_id"] for row in await audit.db["audit_logs"].find().to_list(None)), reverse=True)
    seen: list[str] = []
    params = {"limit": "10"}
    while True:
        answer = (await audit.client.get(PATH, params=params, headers=auth(token()))).json()
        seen += [entry["log_id"] for entry in answer["items"]]
        if answer["next_cursor"] is None:
            break
        params["cursor"] = answer["next_cursor"]
        await record(audit, status_changed("job_new"))  # what comes meanwhile shifts no page
        assert "total" not in answer
    assert seen == written
    assert (await audit.client.get(PATH, params={"count": "true"}, headers=auth(token()))).json()["total"] == 27


@pytest.mark.parametrize(
    "params",
    [
        {"sort": "created_at"},
        {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
        {"from": "yesterday"},
        {"cursor": "nonsense"},
    ],
)
async def test_what_cannot_be_read_is_refused(audit: Running, params: dict[str, str]) -> None:
    answer = await audit.client.get(PATH, params=params, headers=auth(token()))
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_nothing_can_be_written_over_http(audit: Running) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert (await audit.client.request(method, PATH, headers=auth(token()))).status_code == 405
