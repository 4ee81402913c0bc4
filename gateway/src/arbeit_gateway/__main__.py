"""`python -m arbeit_gateway`: the front door, on PORT (8080)."""

from __future__ import annotations

from arbeit_gateway.app import Gateway
from arbeit_gateway.server import Server, config
from arbeit_gateway.settings import Settings
from arbeit_kit import logging, memory, tracing
from arbeit_kit.settings import load


def main() -> None:
    """Runs until a signal. Exit status 2 and one line on stderr when a setting is missing or bad."""
    settings = load(Settings)
    logging.configure("gateway", settings.log_level)
    tracing.configure("gateway", edge=True)
    gateway = Gateway(settings)
    memory.return_large()
    memory.settle()
    Server(config(gateway, settings), gateway).run()


if __name__ == "__main__":
    main()
