"""A step of an invite becomes one mail with a calendar part per person."""

from __future__ import annotations

from datetime import timedelta

from arbeit_kit.mongo import Tx
from arbeit_notifications.commands import mailing
from arbeit_notifications.domain.invite import Invite
from arbeit_notifications.domain.message import InvitePart
from arbeit_notifications.domain.step import Step
from arbeit_notifications.store import Store

_STILL_OF_USE = timedelta(hours=1)


async def post(tx: Tx[Store], invite: Invite, step: Step) -> None:
    """Queue the mails, with the link and UID that the invite now has."""
    facts = {**step.facts, "meeting_link": invite.meeting_link or "", "uid": invite.mail_uid or invite.uid}
    for person in step.people:
        await mailing.enqueue(
            tx,
            mailing.Draft(
                cause=step.cause,
                kind="invite",
                template="interview-invitation",
                to=person.address,
                to_name=person.name,
                facts={**facts, "for_candidate": person.candidate},
                entity_type="interview",
                entity_id=step.interview_id,
                client_id=step.client_id,
                candidate_id=step.candidate_id,
                invite=InvitePart(interview_id=step.interview_id, sequence_no=step.sequence_no, primary=person.primary),
                expires_at=step.end + _STILL_OF_USE if step.end and step.method == "REQUEST" else None,
            ),
        )
