"""Notifications, mails and invites as facts and rules: nothing here touches a database, a socket or a clock."""
