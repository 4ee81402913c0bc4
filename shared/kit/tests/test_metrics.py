"""``/metrics`` tells what happened: requests by template, messages by outcome, the outbox, the broker."""

import time
from itertools import pairwise

from prometheus_client.parser import text_string_to_metric_families

from arbeit_events.jobs import JobCreated
from arbeit_kit import ids, metrics
from arbeit_kit.testing import Running, auth, envelope, eventually, publish, token

ADMIN = auth(token("admin"))


async def make(service: Running) -> dict:
    answer = await service.client.post("/api/companies", json={"company_name": ids.new("name")}, headers=ADMIN)
    assert answer.status_code == 201
    return answer.json()


def job(client_id: str, title: str = "Engineer") -> JobCreated:
    return JobCreated(
        job_id=ids.new("job"), client_id=client_id, client_name="x", title=title, employment_type="full_time",
        status="open", priority="low", openings=1,
    )  # fmt: skip


async def told(service: Running) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = await service.client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == metrics.CONTENT_TYPE
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def key(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


async def test_requests_are_counted_by_template_never_by_address(service: Running) -> None:
    company = await make(service)
    before = await told(service)
    await service.client.put(
        f"/api/companies/{company['client_id']}", json={"company_name": ids.new("n")}, headers=ADMIN
    )
    await service.client.put("/api/companies/client_none", json={"company_name": ids.new("n")}, headers=ADMIN)
    await service.client.get("/api/nowhere/secret-in-the-path")
    after = await told(service)
    template = "/api/companies/{client_id}"
    for labels in (
        {"method": "PUT", "route": template, "code": "2xx"},
        {"method": "PUT", "route": template, "code": "4xx"},
        {"method": "GET", "route": "unmatched", "code": "4xx"},
    ):
        series = key("arbeit_http_request_seconds_count", **labels)
        assert after[series] - before.get(series, 0) == 1
    assert "secret-in-the-path" not in str(after)
    assert company["client_id"] not in str(after)


async def test_messages_are_counted_by_outcome(service: Running) -> None:
    company = await make(service)
    queue = "tenancy.events"
    before = await told(service)
    for title in ("Engineer", "hopeless"):
        data = job(company["client_id"], title)
        await publish(envelope(data, subject=data.job_id, sequence=1))

    async def counted() -> bool:
        now = await told(service)
        for outcome in ("done", "dead"):
            series = key("arbeit_messages_handled_total", queue=queue, outcome=outcome)
            assert now.get(series, 0) > before.get(series, 0)
        assert now[key("arbeit_outbox_rows")] == 0
        assert now[key("arbeit_broker_connected", link="tenancy-consumer")] == 1
        assert now[key("arbeit_relay_published_total")] > 0
        return now[key("arbeit_transactions_total", outcome="committed")] > 0

    await eventually(counted, within=10)


async def test_the_gauges_survive_a_database_that_does_not_answer(service: Running) -> None:
    backlog = service.service.db.backlog

    async def away() -> tuple[int, float]:
        raise TimeoutError

    service.service.db.backlog = away
    try:
        assert key("arbeit_outbox_rows") in await told(service)
    finally:
        service.service.db.backlog = backlog


def test_counting_a_request_costs_next_to_nothing() -> None:
    """Below 20 us even on a busy machine (about 3 us on an idle one): a request takes some 400."""
    metrics.observe_request("GET", "/api/cost", 200, 0.01)
    marks = [time.process_time()]
    for _ in range(5):
        for _ in range(2000):
            metrics.observe_request("GET", "/api/cost", 200, 0.01)
        marks.append(time.process_time())
    assert min(after - before for before, after in pairwise(marks)) / 2000 < 20e-6


async def test_a_call_to_others_is_timed_with_its_outcome() -> None:
    def samples() -> dict[str, float]:
        return {
            each.labels["outcome"]: each.value
            for family in metrics.PROVIDERS.collect()
            for each in family.samples
            if each.name.endswith("_count") and each.labels["provider"] == "test"
        }

    with metrics.provider_call("test"):
        pass
    try:
        with metrics.provider_call("test", lambda _: "refused"):
            raise ValueError
    except ValueError:
        pass
    assert samples() == {"ok": 1, "refused": 1}
