"""A private RabbitMQ: obtained without touching the machine more than needed, run from a folder of its own."""

from arbeit_local.broker.node import Broker

__all__ = ["Broker"]
