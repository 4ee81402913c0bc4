"""``python -m arbeit_interviews [--only api|worker]``."""

from arbeit_interviews.app import create_service
from arbeit_kit.service import main

if __name__ == "__main__":
    main(create_service)
