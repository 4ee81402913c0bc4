"""The OpenTelemetry SDK behind `begin`. Imported only where traces are collected."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import Sampler, SamplingResult
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from arbeit_kit.telemetry import Trace

log = logging.getLogger(__name__)

FAILED = Status(StatusCode.ERROR)
FLUSH_S = 4.0
_COMPLAIN_EVERY_S = 60.0
_KINDS = {kind.name.lower(): kind for kind in SpanKind}


class Exporter:
    """Spans wait in a bounded queue and are sent by a thread of its own; what does not fit is dropped."""

    def __init__(self, service: str, *, edge: bool) -> None:
        named = "OTEL_SERVICE_NAME" in os.environ or "service.name=" in os.environ.get("OTEL_RESOURCE_ATTRIBUTES", "")
        attributes = {"service.namespace": "arbeit", **({} if named else {"service.name": service})}
        self._provider = TracerProvider(resource=Resource.create(attributes), shutdown_on_exit=False)
        if edge:
            self._provider.sampler = _Edge(self._provider.sampler)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("arbeit")
        for handler in logging.getLogger().handlers:
            handler.addFilter(_NowAndThen())

    def begin(
        self,
        name: str,
        kind: str,
        parent: Trace | None,
        attributes: Mapping[str, Any] | None,
        links: Sequence[Trace],
        since: datetime | None,
    ) -> tuple[Trace, Span]:
        context = Context()
        if parent is not None:
            context = set_span_in_context(NonRecordingSpan(_remote(parent)), context)
        started = int(since.timestamp() * 1e9) if since else None
        linked = [Link(_remote(each)) for each in links]
        span = self._tracer.start_span(name, context, _KINDS[kind], attributes, linked, started)
        made = span.get_span_context()
        return Trace(f"{made.trace_id:032x}", f"{made.span_id:016x}", f"{made.trace_flags:02x}"), span

    async def stop(self) -> None:
        """Sends what waits, for at most `FLUSH_S`."""
        # A thread of its own: the loop, and the process, would wait for one of the loop's until its last retry.
        sending = threading.Thread(target=self._provider.shutdown, name="last-spans", daemon=True)
        sending.start()
        give_up_at = time.monotonic() + FLUSH_S
        while sending.is_alive():
            if time.monotonic() > give_up_at:
                log.info("spans lost: the collector does not answer", extra={"event": "spans_lost"})
                return
            await asyncio.sleep(0.01)


class _Edge(Sampler):  # type: ignore[misc]
    """Decides as for a new trace, whatever the caller's flag says: having everything recorded is not his to order."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler

    def should_sample(self, parent_context: Context | None, *details: Any, **more: Any) -> SamplingResult:  # noqa: ARG002
        return self._sampler.should_sample(None, *details, **more)

    def get_description(self) -> str:
        return f"Edge{{{self._sampler.get_description()}}}"


class _NowAndThen(logging.Filter):
    """A collector that is down is told of once a minute, not with every batch."""

    _again_at = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("opentelemetry"):
            return True
        moment = time.monotonic()
        if moment < self._again_at:
            return False
        self._again_at = moment + _COMPLAIN_EVERY_S
        return True


def _remote(trace: Trace) -> SpanContext:
    flags = TraceFlags(int(trace.flags, 16) & TraceFlags.SAMPLED)
    return SpanContext(int(trace.trace_id, 16), int(trace.span_id, 16), is_remote=True, trace_flags=flags)
