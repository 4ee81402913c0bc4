"""RabbitMQ: topology, publisher with confirms, consumers with retry and dead letters, broadcasts to every process.

The only room, with `arbeit_events.subscriber`, that imports the AMQP client.
"""

from arbeit_kit.messaging.retry import Permanent
from arbeit_kit.messaging.subscriptions import Subscriptions

__all__ = ["Permanent", "Subscriptions"]
