"""What each event is recorded as: one row per event of the registry (spec, section 8; contract, section 7).

`old` and `new` name payload fields (`"new_status:status"` records `new_status` as `status`). Whether a value is
personal is not said here: the events' schemas say it (`x-pii`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypedDict, Unpack


@dataclass(frozen=True, slots=True)
class Action:
    """How one kind of event becomes an entry."""

    action_type: str
    entity_type: str
    guard: str
    """Permission that a reader needs besides `audit:read`. For users and roles the one to administer them: who may
    merely look a colleague up is not shown when he logged in."""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Payload fields that go to `metadata`."""
    when_changed: tuple[tuple[str, str], ...] = ()
    """A more telling action type when one of these fields is among the changed ones; the first match counts."""
    person: tuple[str, ...] = ()
    """Payload fields with the ids of the person whom the personal values are about."""
    public_changes: frozenset[str] | None = None
    """Changed fields that say nothing about a person; None: no changed field does."""
    erases: str | None = None
    """Payload field with the id of the person whose values leave the trail with this event."""


_CANDIDATE = ("candidate_id",)
_INTERVIEW_IDS = ("job_id", "candidate_id", "interview_round", "round_name")
_STATUS = ("interview_status",)
_TIMES = ("scheduled_start_time", "scheduled_end_time")
_USER = ("name", "email", "role", "role_id", "status")
_PORTAL = ("name", "email", "status", "linked_candidate_id", "verified")
_JOB = (
    "title",
    "department",
    "location",
    "employment_type",
    "experience_min",
    "experience_max",
    "required_skills",
    "nice_to_have_skills",
    "status",
    "priority",
    "openings",
)
_WEBHOOK = ("origin", "event_types", "personal_data", "status")
_CLIENT = ("company_name", "status", "industry", "city", "country")

_PLAIN_USER_CHANGES = frozenset({"role", "role_id", "client_id", "status", "must_change_password"})
_PLAIN_CANDIDATE_CHANGES = frozenset({"status", "current_round", "candidate_portal_id", "cv_status"})
_PLAIN_PORTAL_CHANGES = frozenset({"status", "linked_candidate_id", "verified", "must_change_password"})
_PLAIN_INTERVIEW_CHANGES = frozenset(
    {
        "interview_mode",
        "interview_duration",
        "interview_status",
        "interview_round",
        "round_name",
        "time_zone",
        "proposed_slots",
        "selected_slot_id",
        "scheduled_start_time",
        "scheduled_end_time",
        "invite_sent",
        "invite_error",
        "meeting_link",
    }
)


class _More(TypedDict, total=False):
    old: tuple[str, ...]
    new: tuple[str, ...]
    about: tuple[str, ...]
    when_changed: tuple[tuple[str, str], ...]
    public_changes: frozenset[str]
    erases: str


def _user(action_type: str, **more: Unpack[_More]) -> Action:
    return Action(action_type, "user", "users:write", person=("user_id",), **more)


def _portal(action_type: str, **more: Unpack[_More]) -> Action:
    person = ("candidate_portal_id", "linked_candidate_id")
    return Action(action_type, "portal_user", "portal_users:read", person=person, **more)


def _webhook(action_type: str, **more: Unpack[_More]) -> Action:
    return Action(action_type, "webhook", "webhooks:read", **more)


def _candidate(action_type: str, **more: Unpack[_More]) -> Action:
    return Action(action_type, "candidate", "candidates:read", person=_CANDIDATE, **more)


def _interview(
    action_type: str, *new: str, old: tuple[str, ...] = (), public_changes: frozenset[str] | None = None
) -> Action:
    return Action(
        action_type,
        "interview",
        "interviews:read",
        old=old,
        new=(*_STATUS, *new),
        about=_INTERVIEW_IDS,
        person=_CANDIDATE,
        public_changes=public_changes,
    )


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        # auth: people, sessions, roles
        "UserRegistered": _user("USER_CREATE", new=_USER),
        "UserUpdated": _user(
            "USER_UPDATE",
            when_changed=(
                ("role", "USER_ROLE_CHANGE"),
                ("role_id", "USER_ROLE_CHANGE"),
                ("client_id", "USER_ROLE_CHANGE"),
                ("status", "USER_STATUS_CHANGE"),
            ),
            public_changes=_PLAIN_USER_CHANGES,
        ),
        "UserDeleted": _user("USER_DELETE", old=("name", "email", "role")),
        "UserLoggedIn": _user("USER_LOGIN", about=("audience", "session_id")),
        "UserLoggedOut": _user("USER_LOGOUT", about=("audience", "session_id")),
        "UserLoginFailed": Action(
            "USER_LOGIN_FAILED", "user", "users:write", new=("email_hint",), about=("audience", "reason")
        ),
        "PasswordChanged": Action(
            "PASSWORD_CHANGE", "user", "users:write", about=("audience", "how"), person=("subject_id",)
        ),
        "CredentialsRevoked": Action(
            "SESSIONS_REVOKE",
            "user",
            "users:write",
            about=("audience", "reason", "session_ids"),
            person=("subject_id",),
        ),
        "PortalUserCreated": _portal("PORTAL_USER_CREATE", new=_PORTAL, about=("origin",)),
        "PortalUserUpdated": _portal(
            "PORTAL_USER_UPDATE",
            when_changed=(("status", "PORTAL_USER_STATUS_CHANGE"),),
            public_changes=_PLAIN_PORTAL_CHANGES,
        ),
        "PortalUserDeleted": _portal("PORTAL_USER_DELETE", old=("email",), erases="candidate_portal_id"),
        "PortalUserVerified": _portal("PORTAL_USER_VERIFY"),
        "RoleCreated": Action("ROLE_CREATE", "role", "roles:write", new=("role_name", "permissions")),
        "RoleUpdated": Action(
            "ROLE_UPDATE",
            "role",
            "roles:write",
            about=("role_name",),
            when_changed=(("permissions", "PERMISSION_CHANGE"),),
        ),
        "RoleDeleted": Action("ROLE_DELETE", "role", "roles:write", old=("role_name", "permissions")),
        # tenancy
        "ClientCreated": Action("CLIENT_CREATE", "client", "clients:read", new=_CLIENT),
        "ClientUpdated": Action("CLIENT_UPDATE", "client", "clients:read", about=("company_name",)),
        "ClientDeleted": Action("CLIENT_DELETE", "client", "clients:read", old=("company_name",)),
        # jobs
        "JobCreated": Action("JOB_CREATE", "job", "jobs:read", new=_JOB, about=("client_name",)),
        "JobUpdated": Action("JOB_UPDATE", "job", "jobs:read", about=("title",)),
        "JobStatusChanged": Action(
            "JOB_STATUS_CHANGE",
            "job",
            "jobs:read",
            old=("old_status:status",),
            new=("new_status:status",),
            about=("title", "reason"),
        ),
        "JobFilled": Action(
            "JOB_FILLED", "job", "jobs:read", new=("openings", "selected_candidate_ids"), about=("title",)
        ),
        # candidates
        "CandidateCreated": _candidate(
            "CANDIDATE_CREATE", new=("name", "email", "phone", "status"), about=("job_id", "job_title", "source")
        ),
        "CandidateUpdated": _candidate(
            "CANDIDATE_UPDATE", about=("job_id", "job_title"), public_changes=_PLAIN_CANDIDATE_CHANGES
        ),
        "CandidateStatusChanged": _candidate(
            "CANDIDATE_STATUS_CHANGE",
            old=("old_status:status",),
            new=("new_status:status", "current_round", "name", "reason"),
            about=("job_id", "job_title", "cause", "interview_id"),
        ),
        "CandidateDeleted": _candidate("CANDIDATE_DELETE", about=("job_id",), erases="candidate_id"),
        "CvUploaded": _candidate(
            "CV_UPLOAD", new=("file_id", "filename", "content_type", "size", "sha256"), about=("job_id",)
        ),
        "CvParsed": _candidate("CV_PARSE", new=("fields_filled",), about=("job_id", "file_id")),
        "CvParseFailed": _candidate("CV_PARSE_FAILED", about=("job_id", "file_id", "reason", "retryable")),
        "CandidateStoryGenerated": _candidate("CANDIDATE_STORY_GENERATE", about=("job_id",)),
        "SelectionNotificationRequested": _candidate(
            "SELECTION_NOTIFICATION_SEND", new=("name", "email"), about=("job_id", "job_title", "candidate_portal_id")
        ),
        # interviews
        "InterviewCreated": _interview("INTERVIEW_CREATE", "interview_mode", "interview_duration", "time_zone"),
        "InterviewUpdated": _interview("INTERVIEW_UPDATE", public_changes=_PLAIN_INTERVIEW_CHANGES),
        "InterviewSlotBooked": _interview("INTERVIEW_SLOT_BOOKED", *_TIMES, "slot_id", "booked_by"),
        "InterviewRescheduled": _interview(
            "INTERVIEW_RESCHEDULED",
            *_TIMES,
            "slot_id",
            "booked_by",
            "reason",
            old=("old_start:scheduled_start_time", "old_end:scheduled_end_time"),
        ),
        "InterviewSlotsDeclined": _interview("INTERVIEW_SLOTS_DECLINED", "declined_by", "message"),
        "InterviewInviteRequested": _interview("INTERVIEW_INVITE_REQUESTED", "method", "sequence_no", *_TIMES),
        "InterviewScheduled": _interview("INTERVIEW_SCHEDULED", *_TIMES),
        "InterviewCompleted": _interview("INTERVIEW_COMPLETED", "rating", "feedback"),
        "InterviewPassed": _interview("INTERVIEW_PASSED", "next_round"),
        "InterviewFailed": _interview("INTERVIEW_FAILED", "reason"),
        "InterviewNoShow": _interview("INTERVIEW_NO_SHOW", "no_show_count"),
        "InterviewCancelled": _interview("INTERVIEW_CANCELLED", "reason", "cancelled_by"),
        "HiringInitiated": _interview("HIRING_INITIATED", "salary_offered"),
        # notifications: title, text and subject line repeat names; that a message went out is what counts here
        "NotificationCreated": Action(
            "NOTIFICATION_CREATE",
            "notification",
            "notifications:read",
            new=("type", "recipients"),
            about=("entity_type:about_type", "entity_id:about_id"),
        ),
        "EmailSent": Action(
            "EMAIL_SENT",
            "email",
            "users:write",
            new=("template", "attempt"),
            about=("entity_type:about_type", "entity_id:about_id"),
        ),
        "EmailFailed": Action(
            "EMAIL_FAILED",
            "email",
            "users:write",
            new=("template", "attempt"),
            about=("entity_type:about_type", "entity_id:about_id"),
        ),
        "WebhookCreated": _webhook("WEBHOOK_CREATE", new=_WEBHOOK),
        "WebhookUpdated": _webhook("WEBHOOK_UPDATE", when_changed=(("status", "WEBHOOK_STATUS_CHANGE"),)),
        "WebhookSecretRotated": _webhook("WEBHOOK_SECRET_ROTATE", about=("origin", "overlap_until")),
        "WebhookPaused": _webhook("WEBHOOK_PAUSED", about=("origin", "reason")),
        "WebhookTested": _webhook("WEBHOOK_TEST", about=("origin",)),
        "WebhookDeleted": _webhook("WEBHOOK_DELETE", old=("origin",)),
        # Whom somebody looks into is a matter among administrators, as roles are.
        "AuditLogExported": Action(
            "AUDIT_LOG_EXPORT",
            "audit_log",
            "roles:write",
            new=("format", "filtered_by"),
            about=("user_id", "action_type", "entity_type", "entity_id", "client_id", "since", "until"),
        ),
        "InterviewInviteDelivered": Action(
            "INTERVIEW_INVITE_DELIVERED",
            "interview",
            "interviews:read",
            new=("method", "sequence_no", "channel", "meeting_link", "calendar_event_id"),
        ),
        "InterviewInviteFailed": Action(
            "INTERVIEW_INVITE_FAILED",
            "interview",
            "interviews:read",
            new=("method", "sequence_no"),
            about=("reason", "retryable"),
        ),
    }
)

ACTION_TYPES: tuple[str, ...] = tuple(
    sorted(
        {action.action_type for action in ACTIONS.values()}
        | {name for action in ACTIONS.values() for _, name in action.when_changed}
    )
)
ENTITY_TYPES: tuple[str, ...] = tuple(sorted({action.entity_type for action in ACTIONS.values()} | {"unknown"}))

UNKNOWN_GUARD = "users:write"
"""Of an event that this version does not know yet: shown to those only who may see everything."""
