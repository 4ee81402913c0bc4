"""`python -m arbeit_notifications [--only api|worker]`."""

from arbeit_kit.service import main
from arbeit_notifications.app import create

if __name__ == "__main__":
    main(create)
