"""Create an interview and change its plan."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from arbeit_interviews.commands.acting import act, by, invalid, viewed
from arbeit_interviews.commands.applications import names
from arbeit_interviews.domain import planning
from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import By, Interview, Interviewer, Outcome
from arbeit_interviews.domain.refusal import Conflict, Invalid
from arbeit_interviews.domain.slot import Slot, Span, plan_slots
from arbeit_interviews.domain.views import Viewed
from arbeit_interviews.schemas.requests import InterviewCreate, InterviewUpdate, SlotIn
from arbeit_interviews.store import OURS, Store
from arbeit_kit import ids, problem, time
from arbeit_kit.mongo import Tx
from arbeit_kit.security import Principal


async def create_interview(tx: Tx[Store], who: Principal, body: InterviewCreate) -> Viewed:
    """A new interview for an application.

    Problems: 422 for an unknown candidate or a ``job_id`` or ``client_id`` that is not his, and for bad slots; 409
    ``candidate-not-active``, ``round-not-passed``, ``hiring-initiated``. An occupied round is ``DuplicateKey``.
    """
    application = await _application(tx, body)
    previous = None
    if body.interview_round > 1:
        previous = await tx.store.passed_round(application.candidate_id, body.interview_round - 1, tx)
    zone = time.zone(body.time_zone)
    try:
        plan = planning.Plan(
            **body.model_dump(
                include={"interview_mode", "interview_duration", "time_zone", "interview_round", "meeting_link"}
            ),
            proposed_slots=slots_of(body.proposed_slots, zone, body.interview_duration, tx.now),
            round_name=body.round_name or f"Round {body.interview_round}",
            additional_instructions=body.additional_instructions or None,
            interviewers=interviewers_of(body),
        )
        interview, events = planning.create(
            await names(tx, application), previous, plan,
            interview_id=ids.new("int"), draft=body.draft, now=tx.now, by=by(who),
        )  # fmt: skip
    except Conflict as refused:
        raise problem.conflict(refused.kind, str(refused)) from refused
    except Invalid as refused:
        raise invalid(refused) from refused
    # Written although nothing in it changes: a rejection that commits at the same moment collides with this write and
    # one of the two runs again, so that it finds the new interview, or this finds the rejection.
    await tx.store.applications.save(tx, application, [])
    await tx.store.insert(tx, interview, events)
    if previous is not None:
        followed = previous.model_copy(update={"next_interview_id": interview.interview_id, "updated_at": tx.now})
        await tx.store.save(tx, previous, followed, [])
    return await viewed(tx, interview)


async def update_interview(
    tx: Tx[Store], who: Principal, interview_id: str, body: InterviewUpdate, *, if_match: int | None
) -> Viewed:
    """Change the fields sent; see ``planning.edit``. Problems 404, 409, 412, 422."""
    sent = body.model_dump(exclude_unset=True, exclude={"proposed_slots", "interviewers", "publish"})
    if sent.get("additional_instructions") == "":
        sent["additional_instructions"] = None
    zone = time.zone(body.time_zone) if "time_zone" in sent else None

    def decide(interview: Interview, actor: By) -> Outcome:
        fields = dict(sent)
        if "interviewers" in body.model_fields_set:
            fields["interviewers"] = interviewers_of(body)
        if "proposed_slots" in body.model_fields_set:
            fields["proposed_slots"] = _new_slots(interview, body, zone, tx.now)
        return planning.edit(interview, planning.Edit(fields, body.publish), now=tx.now, by=actor)

    return await act(tx, who, interview_id, decide, if_match=if_match)


def slots_of(
    wanted: list[SlotIn], zone: ZoneInfo, minutes: int, now: datetime, keep: list[Slot] | None = None
) -> list[Slot]:
    """The slots asked for, checked and in order. Raises ``Invalid``."""
    spans = [_span(f"proposed_slots[{index}]", slot, zone, minutes) for index, slot in enumerate(wanted)]
    return plan_slots(spans, zone, now, lambda: ids.new("slot"), keep or ())


def interviewers_of(body: InterviewCreate | InterviewUpdate) -> list[Interviewer]:
    """Each address once; the first spelling of the name stays."""
    people: dict[str, Interviewer] = {}
    for each in body.interviewers:
        one = Interviewer(email=each) if isinstance(each, str) else Interviewer(name=each.name, email=each.email)
        people.setdefault(one.email, one)
    return list(people.values())


def _new_slots(interview: Interview, body: InterviewUpdate, zone: ZoneInfo | None, now: datetime) -> list[Slot]:
    """As sent, or the present ones when the same times were sent: a form that is saved unchanged changes nothing,
    even when a slot has passed meanwhile."""
    there = zone or ZoneInfo(interview.time_zone)
    minutes = body.interview_duration if "interview_duration" in body.model_fields_set else interview.interview_duration
    spans = sorted(
        _span(f"proposed_slots[{index}]", slot, there, minutes) for index, slot in enumerate(body.proposed_slots)
    )
    if there.key == interview.time_zone and spans == [
        Span(slot.start_time, slot.end_time) for slot in interview.proposed_slots
    ]:
        return interview.proposed_slots
    return slots_of(body.proposed_slots, there, minutes, now, interview.proposed_slots)


def _span(where: str, slot: SlotIn, zone: ZoneInfo, minutes: int) -> Span:
    start = _instant(f"{where}.start_time", slot.start_time, zone)
    if slot.end_time is not None:
        return Span(start, _instant(f"{where}.end_time", slot.end_time, zone))
    try:
        return Span(start, start + timedelta(minutes=minutes))
    except OverflowError as error:
        raise Invalid(f"{where}.start_time", "is outside the calendar", "no_such_time") from error


def _instant(field: str, moment: datetime, zone: ZoneInfo) -> datetime:
    """With an offset as it says; naive as wall-clock time in ``zone`` (contract section 1)."""
    try:
        utc = time.resolve_local(moment, zone) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as error:
        raise Invalid(field, "is outside the calendar", "no_such_time") from error
    except ValueError as error:
        raise Invalid(field, str(error), "no_such_time") from error
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


async def _application(tx: Tx[Store], body: InterviewCreate) -> Application:
    """The candidate's application; job and client must be its own when they are sent (three-way check)."""
    application = await tx.store.applications.find_one(OURS, {"_id": body.candidate_id}, tx)
    if application is None:
        raise problem.invalid("candidate_id", "there is no such candidate", "unknown")
    for field in ("job_id", "client_id"):
        sent = getattr(body, field)
        if sent is not None and sent != getattr(application, field):
            raise problem.invalid(field, "is not the candidate's", "mismatch")
    return application
