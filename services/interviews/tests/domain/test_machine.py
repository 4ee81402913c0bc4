"""A random agency at work: the domain answers as ``allowed_actions`` said, and the invariants hold."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from arbeit_events.interviews import InterviewInviteRequested
from arbeit_interviews.domain import booking, decisions, invites, planning
from arbeit_interviews.domain.allowed import allowed_actions
from arbeit_interviews.domain.interview import Interview, Outcome
from arbeit_interviews.domain.refusal import Conflict, IllegalTransition, Invalid, Refusal, SlotAlreadyBooked
from arbeit_interviews.domain.slot import Span, plan_slots
from arbeit_interviews.domain.status import FINAL, HOLDING, REPLACEABLE, TABLE, Action, Status

from .build import CANDIDATE, KOLKATA, NOW, STAFF, application, plan, slot_id

numbers = st.integers(0, 7)


class Taken(Exception):  # noqa: N818 - stands for the unique index
    """Somebody is booked elsewhere."""


class AgencyAtWork(RuleBasedStateMachine):
    """Three candidates, two interviewers shared by all, and a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.interviews: dict[str, Interview] = {}
        self.claims: dict[str, str] = {}
        self.sequences: dict[str, list[int]] = {}
        self.hired: set[str] = set()

    # -- a store that refuses as the database does

    def save(self, outcome: Outcome) -> None:
        after = outcome.interview
        claims = after.claims()
        if any(self.claims.get(claim, after.interview_id) != after.interview_id for claim in claims):
            raise Taken
        self.claims = {claim: holder for claim, holder in self.claims.items() if holder != after.interview_id}
        self.claims |= dict.fromkeys(claims, after.interview_id)
        self.interviews[after.interview_id] = after
        for event in outcome.events:
            if isinstance(event, InterviewInviteRequested):
                self.sequences.setdefault(after.interview_id, []).append(event.sequence_no)

    def taken(self, interview: Interview) -> set[str]:
        probe = interview.model_copy(update={"interview_status": Status.CONFIRMED})
        found = set()
        for slot in interview.proposed_slots:
            at = {"scheduled_start_time": slot.start_time, "scheduled_end_time": slot.end_time}
            wanted = probe.model_copy(update=at).claims()
            if any(self.claims.get(claim, interview.interview_id) != interview.interview_id for claim in wanted):
                found.add(slot.slot_id)
        return found

    def pick(self, number: int) -> Interview | None:
        return list(self.interviews.values())[number % len(self.interviews)] if self.interviews else None

    def spans(self, number: int) -> list[Span]:
        base = self.now.replace(minute=0) + timedelta(hours=1 + number)
        return [Span(base + timedelta(hours=2 * n), base + timedelta(hours=2 * n + 1)) for n in range(2)]

    def attempt(self, number: int, action: Action, do: Callable[[Interview], Outcome]) -> None:
        """The domain must answer as it was said; a forbidden action changes nothing."""
        interview = self.pick(number)
        if interview is None:
            return
        allowed = {
            each.action: each.allowed
            for each in allowed_actions(interview, may=lambda _: True, now=self.now, taken=self.taken(interview))
        }[action]
        try:
            outcome = do(interview)
        except (IllegalTransition, SlotAlreadyBooked, Invalid):
            assert not allowed
            return
        assert interview.interview_status in TABLE[action]
        assert outcome.interview.interview_status is TABLE[action][interview.interview_status]
        try:
            self.save(outcome)
        except Taken:
            assert action in (Action.BOOK_SLOT, Action.RESCHEDULE)
            return
        if action is Action.CANCEL and interview.previous_interview_id:
            previous = self.interviews[interview.previous_interview_id]
            if previous.next_interview_id == interview.interview_id:
                self.interviews[previous.interview_id] = previous.model_copy(update={"next_interview_id": None})

    # -- what people do

    @initialize()
    def one_interview(self) -> None:
        self.create(0, 1, False, 0)

    @rule(who=st.integers(0, 2), number=st.integers(1, 3), draft=st.booleans(), when=numbers)
    def create(self, who: int, number: int, draft: bool, when: int) -> None:
        mine = [each for each in self.interviews.values() if each.candidate_id == f"cand_{who}"]
        if any(i.interview_round == number and i.interview_status not in REPLACEABLE for i in mine):
            return  # the unique index on the live key
        passed = [i for i in mine if i.interview_round == number - 1 and i.interview_status is Status.PASSED]
        wanted = plan(interview_round=number).model_copy(
            update={"proposed_slots": plan_slots(self.spans(when), KOLKATA, self.now, slot_id)}
        )
        applicant = application(candidate_id=f"cand_{who}", person_id=f"person_{who}")
        try:
            outcome = planning.create(
                applicant, passed[0] if passed else None, wanted,
                interview_id=f"int_{len(self.interviews)}", draft=draft, now=self.now, by=STAFF,
            )  # fmt: skip
        except Conflict:
            assert number > 1
            assert not passed or passed[0].hiring_initiated
            return
        self.save(outcome)
        if passed:
            followed = passed[0].model_copy(update={"next_interview_id": outcome.interview.interview_id})
            self.interviews[followed.interview_id] = followed

    @rule(number=numbers, index=st.integers(0, 1))
    def book(self, number: int, index: int) -> None:
        def do(interview: Interview) -> Outcome:
            chosen = interview.proposed_slots[index]
            return booking.book(interview, chosen.slot_id, reason=None, now=self.now, by=CANDIDATE)

        interview = self.pick(number)
        if interview is None or interview.interview_status in HOLDING:
            return
        usable = {slot.slot_id for slot in interview.proposed_slots if slot.start_time > self.now}
        if interview.interview_status is Status.AWAITING and interview.proposed_slots[index].slot_id not in usable:
            return  # another slot may still be free: allowed says so for the interview, not for each slot
        if interview.proposed_slots[index].slot_id in self.taken(interview):
            return
        self.attempt(number, Action.BOOK_SLOT, do)

    @rule(number=numbers)
    def forward(self, number: int) -> None:
        """The next step of a hiring that goes well: without it, chance alone hardly ever comes to a second round."""
        interview = self.pick(number)
        match interview and interview.interview_status:
            case Status.AWAITING:
                self.book(number, 0)
            case Status.CONFIRMED | Status.SCHEDULED:
                self.complete(number)
            case Status.COMPLETED:
                self.pass_round(number)
            case Status.PASSED if interview:
                self.create(int(interview.candidate_id[-1]), min(interview.interview_round + 1, 3), False, number)

    @rule(number=numbers)
    def reschedule(self, number: int) -> None:
        def do(interview: Interview) -> Outcome:
            other = [slot for slot in interview.proposed_slots if slot.slot_id != interview.selected_slot_id]
            chosen = next((s for s in other if s.slot_id not in self.taken(interview)), other[0])
            return booking.book(interview, chosen.slot_id, reason="moved", now=self.now, by=STAFF)

        interview = self.pick(number)
        if interview is not None and interview.interview_status is not Status.AWAITING:
            if self.taken(interview) - {interview.selected_slot_id}:
                return
            self.attempt(number, Action.RESCHEDULE, do)

    @rule(number=numbers, when=numbers)
    def propose(self, number: int, when: int) -> None:
        slots = plan_slots(self.spans(20 + when), KOLKATA, self.now, slot_id)
        edit = planning.Edit({"proposed_slots": slots})
        self.attempt(number, Action.PROPOSE_SLOTS, lambda i: planning.edit(i, edit, now=self.now, by=STAFF))

    @rule(number=numbers)
    def publish(self, number: int) -> None:
        edit = planning.Edit({}, publish=True)
        self.attempt(number, Action.PUBLISH, lambda i: planning.edit(i, edit, now=self.now, by=STAFF))

    @rule(number=numbers)
    def invite(self, number: int) -> None:
        self.attempt(number, Action.SEND_INVITE, lambda i: invites.send_invite(i, now=self.now, by=STAFF))

    @rule(number=numbers)
    def complete(self, number: int) -> None:
        self.attempt(
            number,
            Action.MARK_COMPLETED,
            lambda i: decisions.complete(i, feedback=None, rating=None, now=self.now, by=STAFF),
        )

    @rule(number=numbers)
    def miss(self, number: int) -> None:
        self.attempt(number, Action.MARK_NO_SHOW, lambda i: decisions.no_show(i, now=self.now, by=STAFF))

    @rule(number=numbers)
    def cancel(self, number: int) -> None:
        self.attempt(number, Action.CANCEL, lambda i: decisions.cancel(i, reason="no", now=self.now, by=STAFF))

    @rule(number=numbers)
    def pass_round(self, number: int) -> None:
        self.attempt(number, Action.MOVE_TO_NEXT_ROUND, lambda i: decisions.pass_round(i, now=self.now, by=STAFF))

    @rule(number=numbers)
    def reject(self, number: int) -> None:
        self.attempt(number, Action.REJECT, lambda i: decisions.fail(i, reason="no", now=self.now, by=STAFF))

    @rule(number=numbers)
    def hire(self, number: int) -> None:
        self.attempt(
            number, Action.INITIATE_HIRING, lambda i: decisions.hire(i, salary_offered=None, now=self.now, by=STAFF)
        )

    @rule(number=numbers, sequence_no=st.integers(0, 3), good=st.booleans())
    def answer_of_notifications(self, number: int, sequence_no: int, good: bool) -> None:
        interview = self.pick(number)
        if interview is None:
            return
        if good:
            outcome = invites.invite_delivered(
                interview,
                sequence_no=sequence_no,
                method="REQUEST",
                meeting_link=None,
                calendar_event_id="e",
                now=self.now,
            )
        else:
            outcome = invites.invite_failed(interview, sequence_no=sequence_no, reason="no", now=self.now)
        if outcome is not None:
            assert outcome.interview.interview_status is interview.interview_status
            self.save(outcome)

    @rule(hours=st.integers(1, 6))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    # -- what must always hold

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        booked = [each for each in self.interviews.values() if each.interview_status in HOLDING]
        for index, one in enumerate(booked):
            for other in booked[index + 1 :]:
                assert one.scheduled_start_time
                assert one.scheduled_end_time
                assert other.scheduled_start_time
                assert other.scheduled_end_time
                together = (
                    one.scheduled_start_time < other.scheduled_end_time
                    and other.scheduled_start_time < one.scheduled_end_time
                )
                assert not (together and one.people() & other.people())

    @invariant()
    def claims_are_those_of_the_booked(self) -> None:
        expected = {claim: each.interview_id for each in self.interviews.values() for claim in each.claims()}
        assert self.claims == expected

    @invariant()
    def one_live_interview_a_round_and_no_gaps(self) -> None:
        live = [
            (each.candidate_id, each.interview_round)
            for each in self.interviews.values()
            if each.interview_status not in REPLACEABLE
        ]
        assert len(live) == len(set(live))

    @invariant()
    def hiring_follows_from_the_latest_round_only(self) -> None:
        for each in self.interviews.values():
            if each.hiring_initiated:
                assert each.interview_status is Status.PASSED
                assert each.next_interview_id is None

    @invariant()
    def histories_are_unbroken(self) -> None:
        for each in self.interviews.values():
            stages = each.status_history
            assert stages[-1].status is each.interview_status
            assert stages[-1].until is None
            assert all(a.until == b.at for a, b in itertools.pairwise(stages))
            assert not any(stage.status in FINAL for stage in stages[:-1])

    @invariant()
    def invites_count_upwards(self) -> None:
        for sequences in self.sequences.values():
            assert sequences == list(range(len(sequences)))


AgencyAtWork.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestAgencyAtWork = AgencyAtWork.TestCase
# Every refusal of the domain is one of those that the machine knows.
assert {IllegalTransition, SlotAlreadyBooked, Conflict, Invalid} == set(Refusal.__subclasses__())
