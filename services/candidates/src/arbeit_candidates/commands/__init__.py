"""One function per use case: load, ask the domain, save state and events in the caller's transaction."""

from arbeit_candidates.commands.applications import (
    delete_candidate,
    send_selection_notification,
    update_candidate,
)
from arbeit_candidates.commands.batch import create_candidates
from arbeit_candidates.commands.creation import NewCandidate, OpenJob, TakenIn, create_candidate, duplicate, open_job
from arbeit_candidates.commands.cv import (
    apply_parse,
    apply_story,
    attach_cv,
    give_up,
    parse_cv,
    regenerate_story,
    schedule,
)
from arbeit_candidates.commands.interviews import apply_interview
from arbeit_candidates.commands.portal import forget_account, prove_account, tell_account, withdraw_application

__all__ = [
    "NewCandidate",
    "OpenJob",
    "TakenIn",
    "apply_interview",
    "apply_parse",
    "apply_story",
    "attach_cv",
    "create_candidate",
    "create_candidates",
    "delete_candidate",
    "duplicate",
    "forget_account",
    "give_up",
    "open_job",
    "parse_cv",
    "prove_account",
    "regenerate_story",
    "schedule",
    "send_selection_notification",
    "tell_account",
    "update_candidate",
    "withdraw_application",
]
