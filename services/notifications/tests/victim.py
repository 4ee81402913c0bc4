"""The real notifications service as a process of its own, made to be killed: only its patience is shortened."""

from datetime import timedelta

from arbeit_kit.service import main
from arbeit_notifications.app import create
from arbeit_notifications.domain import entry, message
from arbeit_notifications.domain.webhooks import delivery

entry.LEASE = timedelta(seconds=2)
entry.DOUBT = timedelta(seconds=2)
message.LEASE = timedelta(seconds=2)
delivery.PAUSES_S = (0.1,) * 20

if __name__ == "__main__":
    main(create)
