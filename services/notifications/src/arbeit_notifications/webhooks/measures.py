"""What operators see of webhooks."""

from __future__ import annotations

from prometheus_client import Gauge, Histogram

from arbeit_kit.metrics import REGISTRY

ATTEMPTS = Histogram(
    "arbeit_webhook_attempt_seconds",
    "Attempts to deliver to receivers of others: delivered, refused (an answer that is not 2xx), unreachable.",
    ("outcome",),
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0),
    registry=REGISTRY,
)
OVERDUE = Gauge(
    "arbeit_webhook_overdue_seconds",
    "How long the longest waiting delivery, of those that may be sent, has been due; 0 where another process sends.",
    registry=REGISTRY,
)
PAUSED = Gauge(
    "arbeit_webhooks_paused", "Subscriptions that were paused because their receiver is gone.", registry=REGISTRY
)
for _outcome in ("delivered", "refused", "unreachable"):
    ATTEMPTS.labels(_outcome)


def sent(outcome: str, seconds: float) -> None:
    """Counts one attempt."""
    ATTEMPTS.labels(outcome).observe(seconds)
