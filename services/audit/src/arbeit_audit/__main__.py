"""`python -m arbeit_audit [--only api|worker]`."""

from arbeit_audit.app import create
from arbeit_kit.service import main

if __name__ == "__main__":
    main(create)
