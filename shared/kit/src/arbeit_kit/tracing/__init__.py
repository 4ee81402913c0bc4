"""Spans for OpenTelemetry, exported by OTLP over HTTP; none unless OTEL_EXPORTER_OTLP_ENDPOINT is set (ADR 0022).

`begin` gives the trace that logs, events and calls carry, whether or not anybody collects spans. Attributes never hold
personal data: the template of a route and not its path, no query, no id of a person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from arbeit_kit.telemetry import Trace

if TYPE_CHECKING:
    from arbeit_kit.tracing.sdk import Exporter

Kind = Literal["server", "client", "producer", "consumer", "internal"]
Value = str | int | float | bool

_exporter: Exporter | None = None


def configure(service: str, *, edge: bool = False) -> None:
    """Starts exporting if the environment asks for it; the standard OTEL_* variables say how. `edge`: whoever calls us
    from outside hands over his trace, but does not decide whether we keep it."""
    global _exporter
    if _exporter is None and wanted():
        # Here, because it costs 16 MiB that nobody shall pay who collects nothing.
        from arbeit_kit.tracing.sdk import Exporter

        _exporter = Exporter(service, edge=edge)


def on() -> bool:
    """Whether spans are collected."""
    return _exporter is not None


def wanted() -> bool:
    """Whether the environment asks for traces."""
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or os.environ.get("OTEL_TRACES_EXPORTER") == "none"
    given = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
    return not off and any(os.environ.get(name) for name in given)


async def stop() -> None:
    """Sends what waits, for a bounded time; a collector that is down loses it."""
    global _exporter
    exporter, _exporter = _exporter, None
    if exporter is not None:
        await exporter.stop()


class Span:
    """A piece of work under way. `trace` is its place in the trace, for what it leads to."""

    __slots__ = ("_span", "trace")

    def __init__(self, trace: Trace, span: Any = None) -> None:
        self.trace = trace
        self._span = span

    @property
    def recorded(self) -> bool:
        """Whether what is told to `end` reaches anybody."""
        return self._span is not None

    def end(
        self, *, name: str | None = None, failed: str | None = None, attributes: Mapping[str, Value] | None = None
    ) -> None:
        """The work is done. `failed`: the kind of failure, never its text."""
        if self._span is not None:
            if name is not None:
                self._span.update_name(name)
            if attributes:
                self._span.set_attributes(attributes)
            if failed is not None:
                self._span.set_attribute("error.type", failed)
                self._span.set_status(_failed())
            self._span.end()


def begin(
    name: str,
    kind: Kind,
    parent: Trace | None,
    attributes: Mapping[str, Value] | None = None,
    *,
    links: Sequence[Trace] = (),
    since: datetime | None = None,
) -> Span:
    """A span under `parent`, or a new trace. `links`: what else led to it. `since`: when it began. Must be ended."""
    if _exporter is None:
        return Span(parent.child() if parent else Trace.new())
    return Span(*_exporter.begin(name, kind, parent, attributes, links, since))


@contextmanager
def span(name: str, kind: Kind, parent: Trace | None, attributes: Mapping[str, Value] | None = None) -> Iterator[Span]:
    """As `begin`; ended with the block, as failed when the block raises."""
    begun = begin(name, kind, parent, attributes)
    try:
        yield begun
    except BaseException as error:
        begun.end(failed=type(error).__name__)
        raise
    begun.end()


def answered(span: Span, method: str, template: str | None, status: int) -> None:
    """Ends the span of a request."""
    told: dict[str, Value] = {"http.request.method": method, "http.response.status_code": status}
    if template is not None:
        told["http.route"] = template
    name = f"{method} {template}" if template is not None else None
    span.end(name=name, failed=str(status) if status >= 500 else None, attributes=told)


def _failed() -> Any:
    from arbeit_kit.tracing.sdk import FAILED

    return FAILED
