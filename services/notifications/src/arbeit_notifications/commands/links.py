"""A one-time link becomes a mail. The link is in no event, no log line and no exception of ours."""

from __future__ import annotations

from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.messaging import Permanent
from arbeit_kit.mongo import Tx
from arbeit_notifications.commands import mailing
from arbeit_notifications.domain import words
from arbeit_notifications.mail.letter import same_origin
from arbeit_notifications.store import Store


async def send(tx: Tx[Store], asked: SendOneTimeLink) -> None:
    """Mail the link. The same link is mailed once. Raises `Permanent` when it does not lead to our own front end."""
    if not same_origin(asked.link, tx.store.settings.frontend_url):
        raise Permanent("the link does not lead to REACT_APP_FRONTEND_URL")
    if await tx.store.is_erased(asked.candidate_id, tx):
        return
    await mailing.enqueue(
        tx,
        mailing.Draft(
            cause=f"link.{tx.store.hash_secret(asked.link)}",
            kind="link",
            template=asked.purpose,
            to=asked.email,
            to_name=asked.name,
            facts={
                "link": asked.link,
                "expires_at": words.moment(asked.expires_at),
                "job_title": asked.job_title or "",
                "client_name": asked.client_name or "",
                "temporary": asked.temporary,
            },
            entity_type="candidate" if asked.candidate_id else "user",
            entity_id=asked.candidate_id or asked.subject_id,
            candidate_id=asked.candidate_id,
            subject_id=asked.subject_id,
            expires_at=asked.expires_at,
        ),
    )
