"""A collector of traces: a real OTLP/HTTP endpoint, read with OpenTelemetry's own protocol definitions."""

from __future__ import annotations

import gzip
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass(slots=True)
class Collected:
    """A span and the service that sent it."""

    service: str
    span: Span

    @property
    def attributes(self) -> dict[str, str]:
        return {each.key: str(each.value) for each in self.span.attributes}


@dataclass(slots=True)
class Collector:
    """What arrived on /v1/traces."""

    url: str = ""
    spans: deque[Collected] = field(default_factory=lambda: deque(maxlen=20_000))

    def take(self, body: bytes) -> None:
        request = ExportTraceServiceRequest.FromString(body)
        for of_resource in request.resource_spans:
            resource = {each.key: each.value.string_value for each in of_resource.resource.attributes}
            for scope in of_resource.scope_spans:
                self.spans.extend(Collected(resource["service.name"], span) for span in scope.spans)

    def of(self, trace_id: str) -> list[Collected]:
        return [each for each in list(self.spans) if each.span.trace_id.hex() == trace_id]


@contextmanager
def collecting() -> Iterator[Collector]:
    """Listens until the end of the block."""
    collected = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            if self.path == "/v1/traces":
                collected.take(body)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    collected.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield collected
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
