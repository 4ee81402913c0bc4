"""What a CV says, found by rule, each thing with the place where it stands. Runs in the child process: a text that a
pattern is slow on costs the child its processor time, never the service. Only the standard library."""

from arbeit_candidates.cv.finding.everything import find

__all__ = ["find"]
