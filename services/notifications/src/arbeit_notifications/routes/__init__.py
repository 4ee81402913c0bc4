"""HTTP: notifications and their stream for everybody, the mailbox for administrators, webhooks for whoever may."""

from arbeit_notifications.routes import mailbox, notifications, stream, webhooks

ROUTERS = (stream.router, notifications.router, mailbox.router, webhooks.router)
"""The stream first: `/stream` is not a notification's id."""
