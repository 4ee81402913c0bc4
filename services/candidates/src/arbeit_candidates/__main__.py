"""`python -m arbeit_candidates [--only api|worker]`."""

from arbeit_candidates.app import create_service
from arbeit_kit.service import main

if __name__ == "__main__":
    main(create_service)
