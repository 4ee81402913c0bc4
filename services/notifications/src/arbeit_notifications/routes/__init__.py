"""HTTP: notifications and their stream for everybody, the mailbox for administrators."""

from arbeit_notifications.routes import mailbox, notifications, stream

ROUTERS = (stream.router, notifications.router, mailbox.router)
"""The stream first: `/stream` is not a notification's id."""
