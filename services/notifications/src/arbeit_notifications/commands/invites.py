"""The beginning of an invite step: InterviewInviteRequested becomes an entry in the provider's calendar, where there is
one, and a mail with a calendar part per person.

The candidate's mail decides the step. Interviewers get their own; when none of them has an address, the client's users
do, because somebody must be there to ask the questions.
"""

from __future__ import annotations

from arbeit_events import Envelope
from arbeit_events.interviews import InterviewInviteRequested
from arbeit_kit.mongo import Tx
from arbeit_notifications.commands import entries, posting, saga
from arbeit_notifications.domain import invite as invites
from arbeit_notifications.domain import message as mails
from arbeit_notifications.domain import words
from arbeit_notifications.domain.invite import Invite
from arbeit_notifications.domain.step import ERASED_NAME, Invitee, Step
from arbeit_notifications.mail.ics import Person
from arbeit_notifications.mail.mime import is_address
from arbeit_notifications.store import STAFF, Store

_MAX_SUPERSEDED = 200


async def request(tx: Tx[Store], event: Envelope, asked: InterviewInviteRequested) -> None:
    """Send, update or withdraw the invite. A step that is known or older than the known one is dropped."""
    invite = await tx.store.invites.find_one(STAFF, {"_id": asked.interview_id}, tx)
    if invite is None:
        invite = invites.begin(asked, event.time)
        await tx.store.invites.insert(tx, invite, [])
        updated = asked.sequence_no > 0
    else:
        # What failed before anything went out, in the calendar, is no news to anybody.
        updated = invite.mail_uid is not None
        if not invites.advance(invite, asked, event.time):
            return
        await tx.store.invites.save(tx, invite, [])
        await _supersede(tx, invite)
    await _carry_out(tx, event, asked, invite, updated=updated)


async def _carry_out(
    tx: Tx[Store], event: Envelope, asked: InterviewInviteRequested, invite: Invite, *, updated: bool
) -> None:
    """With a calendar, the entry comes before the mail of an invite, because it brings the meeting link; a withdrawal
    is mailed at once."""
    erased = await tx.store.is_erased(asked.candidate_id, tx)
    others = await _others(tx, asked)
    candidate = Person(asked.candidate_name, asked.candidate_email or "")
    invited = [] if erased or not is_address(candidate.address) else [candidate]
    # Withdrawing must still reach the interviewers of somebody who had himself erased.
    primary = (invited or others)[:1] if asked.method == "CANCEL" else invited
    calendar = tx.store.settings.uses_calendar
    withdrawn = calendar and asked.method == "CANCEL"
    why_not = _obstacle(invite, reachable=bool(primary), erased=erased and asked.method == "REQUEST")
    people = [*invited, *(person for person in others if person not in invited)]
    step = Step(
        cause=event.id,
        interview_id=asked.interview_id,
        client_id=asked.client_id,
        candidate_id=asked.candidate_id,
        sequence_no=asked.sequence_no,
        method=asked.method,
        at=event.time,
        end=invite.end,
        facts=_facts(event, asked, invite, people, erased=erased, updated=updated),
        people=[
            Invitee(name=each.name, address=each.address, candidate=each in invited, primary=each in primary)
            for each in people
        ],
    )
    if why_not is not None and not withdrawn:
        answer = invites.failed(invite, asked.sequence_no, why_not, retryable=False)
        if answer is not None:
            await saga.conclude(tx, invite, answer)
        return
    mailed = why_not is None
    invites.needs(invite, calendar=calendar, mail=mailed)
    post_now = mailed and (withdrawn or not calendar)
    if post_now:
        invite.mail_uid = invite.mail_uid or invite.uid
    await tx.store.invites.save(tx, invite, [])
    if calendar:
        await entries.want(tx, step)
    if post_now:
        await posting.post(tx, invite, step)


def _obstacle(invite: Invite, *, reachable: bool, erased: bool) -> str | None:
    if erased:
        return "the candidate's data was erased"
    if invite.start is None or invite.end is None:
        return "the interview has no time yet"
    return None if reachable else "there is no e-mail address to send the invite to"


def _facts(
    event: Envelope,
    asked: InterviewInviteRequested,
    invite: Invite,
    people: list[Person],
    *,
    erased: bool,
    updated: bool,
) -> dict[str, object]:
    return {
        "sequence": asked.sequence_no,
        "method": asked.method,
        "stamp": words.moment(event.time),
        "start": words.moment(invite.start),
        "end": words.moment(invite.end),
        "time_zone": asked.time_zone,
        "candidate_name": ERASED_NAME if erased else asked.candidate_name,
        "job_title": asked.job_title,
        "client_name": asked.client_name,
        "round": words.round_of(asked.interview_round, asked.round_name),
        "mode": asked.interview_mode,
        "meeting_link": asked.meeting_link or "",
        "instructions": asked.additional_instructions or "",
        "with_whom": ", ".join(who.name for who in asked.interviewers if who.name),
        "attendees": [[person.name, person.address] for person in people],
        "cancelled": asked.method == "CANCEL",
        "updated": updated and asked.method == "REQUEST",
    }


async def _others(tx: Tx[Store], asked: InterviewInviteRequested) -> list[Person]:
    """Interviewers with an address of their own or of their account; else the client's users. Nobody twice."""
    found: dict[str, Person] = {}
    for interviewer in asked.interviewers:
        address, name = interviewer.email, interviewer.name
        if not address and interviewer.user_id:
            account = await tx.store.people.get(interviewer.user_id, tx)
            address, name = (account["email"], name or account["name"]) if account else (None, name)
        if address and is_address(address):
            found.setdefault(address.lower(), Person(name or "", address))
    if not found:
        for user in await tx.store.client_users(asked.client_id, tx):
            found.setdefault(user["email"].lower(), Person(user["name"], user["email"]))
    found.pop((asked.candidate_email or "").lower(), None)
    return list(found.values())


async def _supersede(tx: Tx[Store], invite: Invite) -> None:
    """Older steps that still wait would only say what is no longer true."""
    query = {"_k.invite": invite.interview_id, "status": "queued"}
    for message in await tx.store.messages.find(STAFF, query, limit=_MAX_SUPERSEDED, tx=tx):
        if message.invite is not None and message.invite.sequence_no < invite.sequence_no:
            await tx.store.messages.save(tx, message, mails.suppress(message, "a newer invite replaced it", tx.now))
