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

    # Every process sends its spans in its own time; a queue that is behind takes its own as well.
    async def complete() -> bool:
        check(collector.of(TRACE))
        return True

    await eventually(complete, 60)


def check(spans: list[Collected]) -> None:

    def of(service: str, name: str, below: bytes) -> Span:
        # At least one: a publication that was not confirmed in time, or a delivery, may be made again.
        found = [each.span for each in spans if each.service == service and each.span.name == name]
        found = [each for each in found if each.parent_span_id == below]
        assert found, f"{service} {name}: {[(each.service, each.span.name) for each in spans]}"
        return found[0]

    changed = "candidates.CandidateStatusChanged.v1"
    door = of("gateway", "PUT /api/candidates/{candidate_id}", bytes.fromhex(CALLER))
    served = of("candidates", "PUT /api/candidates/{candidate_id}", door.span_id)
    published = of("candidates", f"publish {changed}", served.span_id)
    handled = of("interviews", f"process {changed}", published.span_id)
    kinds = [each.kind for each in (door, served, published, handled)]
    assert kinds == [Span.SPAN_KIND_SERVER, Span.SPAN_KIND_SERVER, Span.SPAN_KIND_PRODUCER, Span.SPAN_KIND_CONSUMER]
    for each in spans:
        told = f"{each.span.name} {each.attributes}"
        assert "secret" not in told
        assert "cand_" not in told
        assert "@" not in told
