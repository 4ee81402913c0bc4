"""``python -m arbeit_tenancy [--only api|worker]``."""

from arbeit_kit.service import main
from arbeit_tenancy.app import create_service

main(create_service)
