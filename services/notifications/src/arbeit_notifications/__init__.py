"""In-app notifications, e-mail and calendar invitations, from events alone.

Beside the rooms of every service: `mail/` (words, calendar parts, MIME, the sender), `channels/` (the ways out for a
mail, behind one port) and `streams.py` (open server-sent event streams of this process).
"""
