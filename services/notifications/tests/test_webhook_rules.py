"""What a receiver gets of each event, whose turn it is, and when it is tried again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arbeit_events import Envelope, registry
from arbeit_events.schemas import schema_of
from arbeit_notifications.domain.webhooks import delivery as rules
from arbeit_notifications.domain.webhooks import payload
from arbeit_notifications.domain.webhooks.delivery import Attempt, Delivery, Result
from arbeit_notifications.domain.webhooks.webhook import FOR_CLIENTS
from arbeit_notifications.webhooks.lanes import DOUBTFUL_AFTER, PER_RECEIVER, Lanes, Waiting

GOLDEN = sorted((Path(__file__).parents[3] / "shared" / "events" / "tests" / "golden").glob("*.json"))
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def shown(raw: dict[str, Any], *, personal: bool, for_client: bool = False) -> dict[str, Any]:
    return dict(json.loads(payload.body_of(raw, personal=personal, for_client=for_client)))


def personal_values(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> list[Any]:
    """Every value below that the schema marks as personal."""
    if "$ref" in schema:
        schema = {**defs[schema["$ref"].rpartition("/")[2]], **schema}
    if schema.get("x-pii"):
        return [value]
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        return [found for name, each in value.items() for found in personal_values(each, fields.get(name, {}), defs)]
    if isinstance(value, list):
        return [found for each in value for found in personal_values(each, schema.get("items", {}), defs)]
    return []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_nothing_personal_is_left_and_the_rest_still_reads_as_the_event(path: Path) -> None:
    raw = json.loads(path.read_text())
    bare = shown(raw, personal=False)
    schema = schema_of(registry.EVENTS[raw["type"]])
    for value in personal_values(bare["data"], schema, schema.get("$defs", {})):
        assert value in (None, [], {}, payload.WITHHELD), value
    assert not {"actoremail", "actoraddress"} & set(bare)
    event = Envelope.from_dict(bare)
    assert set(registry.parse(event).to_data()) == set(registry.parse(Envelope.from_dict(raw)).to_data())
    assert shown(raw, personal=True) == raw


@pytest.mark.parametrize("path", [each for each in GOLDEN if each.stem in FOR_CLIENTS], ids=lambda path: path.stem)
def test_a_client_is_not_shown_what_is_the_agencys(path: Path) -> None:
    raw = json.loads(path.read_text())
    told = shown(raw, personal=True, for_client=True)
    assert not {"actorid", "actorrole", "actoremail", "actoraddress"} & set(told)
    for name in ("salary_offered", "source", "requested_by", "cancelled_by"):
        assert told["data"].get(name) is None
    if raw["type"].endswith("CandidateStatusChanged.v1"):
        assert told["data"]["reason"] is None


def test_changes_of_what_a_client_may_not_see_are_left_out() -> None:
    raw = json.loads(next(each for each in GOLDEN if "CandidateUpdated" in each.stem).read_text())
    raw["data"]["changed"] = [{"field": name, "old": 1, "new": 2} for name in ("phone", "salary_offered", "source")]
    told = shown(raw, personal=True, for_client=True)
    assert [each["field"] for each in told["data"]["changed"]] == ["phone"]


def test_an_event_newer_than_this_installation_keeps_its_data_to_itself() -> None:
    raw = json.loads(GOLDEN[0].read_text()) | {"type": "arbeit.jobs.JobTold.v1", "source": "/arbeit/jobs"}
    assert shown(raw, personal=False)["data"] == {}


def delivery(**fields: Any) -> Delivery:
    base = {"delivery_id": "dlv_1", "webhook_id": "whk_1", "client_id": None, "event_id": "evt_1", "event_type": "t"}
    return Delivery(**{**base, "subject": "s", "occurred_at": NOW, "created_at": NOW, **fields})


def refused(**fields: Any) -> Result:
    return Result("dlv_1", Attempt(at=NOW, outcome="refused", status=500, duration_ms=1), **fields)


def test_it_is_tried_for_a_day_and_then_given_up() -> None:
    one, now = delivery(), NOW
    while not rules.settle(one, refused(), now):
        assert one.next_attempt_at is not None
        assert one.next_attempt_at > now
        now = one.next_attempt_at
    assert one.attempts == len(rules.PAUSES_S) + 1
    assert timedelta(hours=20) < now - NOW < timedelta(hours=30)
    assert (one.status, one.next_attempt_at) == ("failed", None)


def test_the_receivers_wish_counts_within_reason() -> None:
    assert rules.pause_s(1, 600, 0.5) == 600
    assert rules.pause_s(1, 10**6, 0.5) == 6 * 3600
    assert rules.pause_s(1, None, 0) == 4
    assert rules.pause_s(1, None, 1) == pytest.approx(6)


def waiting(webhook: str, number: int) -> Waiting:
    return Waiting(f"{webhook}-{number}", webhook, "evt", "type", NOW)


def test_turns_go_round_and_no_receiver_takes_them_all() -> None:
    lanes = Lanes()
    lanes.add(waiting("many", number) for number in range(100))
    lanes.add([waiting("few", 1)])
    lanes.add([waiting("few", 1)])  # read twice
    taken = lanes.take(32, lambda _: True)
    assert [each.webhook_id for each in taken].count("many") == PER_RECEIVER
    assert [each.webhook_id for each in taken].count("few") == 1
    assert lanes.take(32, lambda _: True) == []
    lanes.add(taken)
    assert lanes.take(32, lambda _: True) == [], "what is on its way is not taken again"


def test_a_receiver_that_fails_gets_one_at_a_time_until_it_takes_one() -> None:
    lanes = Lanes()
    lanes.add(waiting("w", number) for number in range(50))
    for _ in range(DOUBTFUL_AFTER):
        (first,) = lanes.take(1, lambda _: True)
        lanes.sent(first, accepted=False)
        lanes.settled([first.delivery_id])
    (only,) = lanes.take(32, lambda _: True)
    lanes.sent(only, accepted=True)
    assert len(lanes.take(32, lambda _: True)) == PER_RECEIVER
