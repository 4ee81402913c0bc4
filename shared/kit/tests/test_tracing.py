"""Spans: nothing without a collector, no delay with one that is away, and the edge decides what is recorded."""

import time
from collections.abc import AsyncIterator

import pytest

from arbeit_kit import tracing
from arbeit_kit.telemetry import Trace
from arbeit_kit.tracing import sdk

CALLER = Trace("5bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "00")


@pytest.fixture
async def environment(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[pytest.MonkeyPatch]:
    """A collector that is away."""
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(sdk, "FLUSH_S", 0.2)
    yield monkeypatch
    await tracing.stop()


@pytest.mark.parametrize("variables", [{}, {"OTEL_SDK_DISABLED": "true"}, {"OTEL_TRACES_EXPORTER": "none"}])
async def test_nothing_is_loaded_or_recorded_unless_asked_for(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if variables:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    tracing.configure("test")
    assert not tracing.on()
    span = tracing.begin("GET", "server", CALLER)
    assert (span.recorded, span.trace.trace_id) == (False, CALLER.trace_id)
    assert span.trace.span_id != CALLER.span_id


async def test_a_collector_that_is_away_delays_nobody(environment: pytest.MonkeyPatch) -> None:
    tracing.configure("test")
    begun = time.perf_counter()
    for _ in range(3_000):
        tracing.begin("GET", "server", None).end(failed="x")
    assert time.perf_counter() - begun < 2
    begun = time.perf_counter()
    await tracing.stop()
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(("edge", "flags"), [(True, "01"), (False, "00")])
async def test_a_caller_from_outside_decides_nothing(edge: bool, flags: str, environment: pytest.MonkeyPatch) -> None:
    tracing.configure("test", edge=edge)
    span = tracing.begin("GET", "server", CALLER)
    span.end()
    assert (span.trace.trace_id, span.trace.flags) == (CALLER.trace_id, flags)


async def test_an_order_to_record_is_not_the_callers_to_give(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    environment.setenv("OTEL_TRACES_SAMPLER_ARG", "0")
    tracing.configure("test", edge=True)
    span = tracing.begin("GET", "server", Trace(CALLER.trace_id, CALLER.span_id, "01"))
    span.end()
    assert span.trace.flags == "00"
