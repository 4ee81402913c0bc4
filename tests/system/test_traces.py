"""One change of a status, one trace: gateway, candidates, its relay, and the consumer of interviews."""

from __future__ import annotations

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.system.collector import Collected, Collector
from tests.system.portal import Portal, eventually

pytestmark = pytest.mark.system

TRACE = "5bf92f3577b34da6a3ce929d0e0e4736"
CALLER = "00f067aa0ba902b7"


async def test_a_change_is_one_trace_from_the_gateway_to_the_last_consumer(
    portal: Portal, collector: Collector
) -> None:
    admin = portal.admin
    client = await portal.client()
    job = await portal.job(client["client_id"])
    candidate = await portal.candidate(job["job_id"])
    answer = await admin.http.put(
        f"/api/candidates/{candidate['candidate_id']}?unused=secret",
        json={"status": "SHORTLISTED"},
        headers={"traceparent": f"00-{TRACE}-{CALLER}-00"},
    )
    assert answer.status_code == 200, answer.text

    async def complete() -> list[Collected]:
        spans = collector.of(TRACE)
        services = {each.service for each in spans}
        assert {"gateway", "candidates", "interviews"} <= services, services
        assert any(each.span.name.startswith("publish ") for each in spans)
        return spans

    check(await eventually(complete, 20))


def check(spans: list[Collected]) -> None:

    def only(service: str, name: str) -> Span:
        found = [each.span for each in spans if each.service == service and each.span.name == name]
        assert len(found) == 1, [(each.service, each.span.name) for each in spans]
        return found[0]

    changed = "candidates.CandidateStatusChanged.v1"
    door = only("gateway", "PUT /api/candidates/{candidate_id}")
    served = only("candidates", "PUT /api/candidates/{candidate_id}")
    published = only("candidates", f"publish {changed}")
    handled = only("interviews", f"process {changed}")
    assert door.parent_span_id.hex() == CALLER
    assert served.parent_span_id == door.span_id
    assert published.parent_span_id == served.span_id
    assert handled.parent_span_id == published.span_id
    kinds = [each.kind for each in (door, served, published, handled)]
    assert kinds == [Span.SPAN_KIND_SERVER, Span.SPAN_KIND_SERVER, Span.SPAN_KIND_PRODUCER, Span.SPAN_KIND_CONSUMER]
    for each in spans:
        told = f"{each.span.name} {each.attributes}"
        assert "secret" not in told
        assert "cand_" not in told
        assert "@" not in told
