"""Arbeit's published language: the envelope, every event's payload, the registry and the JSON Schemas.

from arbeit_events import Envelope, registry
from arbeit_events.candidates import CandidateCreated
"""

from arbeit_events.envelope import CommandData, Envelope, EventData, FieldChange, Instant, Pii, new_event_id

__all__ = ["CommandData", "Envelope", "EventData", "FieldChange", "Instant", "Pii", "new_event_id"]
