"""``python -m arbeit_jobs [--only api|worker]``."""

from arbeit_jobs.app import create_service
from arbeit_kit.service import main

main(create_service)
