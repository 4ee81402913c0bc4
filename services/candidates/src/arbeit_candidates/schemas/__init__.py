"""What comes in and goes out over HTTP."""

from arbeit_candidates.schemas.answers import (
    Action,
    Application,
    CandidateForClient,
    CandidateFull,
    CandidateRow,
    CandidateRowForClient,
    FileResult,
    Notified,
    Stats,
    UploadResults,
)
from arbeit_candidates.schemas.requests import CandidateCreate, CandidateUpdate, Withdrawal

__all__ = [
    "Action",
    "Application",
    "CandidateCreate",
    "CandidateForClient",
    "CandidateFull",
    "CandidateRow",
    "CandidateRowForClient",
    "CandidateUpdate",
    "FileResult",
    "Notified",
    "Stats",
    "UploadResults",
    "Withdrawal",
]
