"""How interviews follow what happens to their candidate, job and client elsewhere."""

from datetime import datetime

from arbeit_interviews.domain.application import Application
from arbeit_interviews.domain.interview import ERASED, Interview


def follow_application(interview: Interview, application: Application) -> Interview:
    """Take over the copies of the candidate's facts; the very same interview when nothing differs."""
    if application.erased:
        return erase(interview)
    return _with(
        interview,
        candidate_name=application.name,
        candidate_email=application.email,
        person_id=application.person_id,
        candidate_portal_id=application.candidate_portal_id,
        application_ended=application.ended,
    )


def erase(interview: Interview) -> Interview:
    """Forget the person: ids, times and states stay, words about him go (contract section 4)."""
    return _with(
        interview,
        candidate_name=ERASED,
        candidate_email=None,
        candidate_portal_id=None,
        application_ended="DELETED",
        feedback=None,
        rating=None,
        slots_declined_message=None,
        additional_instructions=None,
        status_history=[stage.model_copy(update={"reason": None}) for stage in interview.status_history],
    )


def undo_hiring(interview: Interview, rescinded_at: datetime) -> Interview:
    """The selection was taken back at ``rescinded_at``: hiring may be initiated anew.

    Compared by time, so that a late or repeated event does not undo a hiring that came after it.
    """
    if interview.hiring_initiated_at is None or interview.hiring_initiated_at > rescinded_at:
        return interview
    return _with(interview, hiring_initiated=False, hiring_initiated_at=None)


def rename(interview: Interview, *, job_title: str | None = None, client_name: str | None = None) -> Interview:
    """Take over a new job title or company name."""
    return _with(
        interview, job_title=job_title or interview.job_title, client_name=client_name or interview.client_name
    )


def _with(interview: Interview, **changes: object) -> Interview:
    differing = {name: value for name, value in changes.items() if getattr(interview, name) != value}
    return interview.model_copy(update=differing) if differing else interview
