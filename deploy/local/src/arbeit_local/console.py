"""What the person at the terminal sees: plain lines, and one clear line when something cannot be had."""

import sys


class CannotStartError(Exception):
    """Something the system needs is not there. The message is one line that says what to install or to set."""


def say(line: str = "") -> None:
    """Prints a line at once, also when the output is a pipe."""
    print(line, flush=True)


def warn(line: str) -> None:
    """Prints a line to standard error."""
    print(line, file=sys.stderr, flush=True)
