"""The topology as a file that RabbitMQ loads, with one account per process kind and the least rights it needs.

Written to ``deploy/docker/rabbitmq/definitions.json`` by ``python -m arbeit_kit.messaging.definitions`` and checked
against the code with ``--check``. The file holds no password: ``{{PASSWORD_JOBS}}`` and the like are filled in where
the broker starts (``deploy/docker/rabbitmq/render.sh``).

With this loaded, processes run with ``AMQP_TOPOLOGY=given`` and declare nothing: the right to configure a queue is also
the right to delete it, so nobody has it for a queue that is not his own private one (ADR 0014).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arbeit_events import topology
from arbeit_kit.messaging.topology import dead_queue, retry_queue, work_queue

PATH = Path("deploy/docker/rabbitmq/definitions.json")
VHOST = "arbeit"
COMMANDERS: Mapping[str, tuple[str, ...]] = {"auth": ("notifications.SendOneTimeLink.v1",)}
"""Service -> routing keys it may send on the private exchange."""

# The broker's names of exclusive queues: each process has one for broadcasts, and it goes with the connection.
_OWN = r"amq\.gen-.*"
_NOTHING = "^$"


def definitions() -> dict[str, Any]:
    """What the broker loads: one virtual host, everything in it, and who may do what."""
    services = sorted(topology.SUBSCRIBERS)
    users = [*services, "gateway", "monitor", "operator"]
    return {
        "vhosts": [{"name": VHOST}],
        "users": [_user(name) for name in users],
        "permissions": [_permission(name) for name in users],
        "topic_permissions": [_topic(name) for name in [*services, "gateway"]],
        "parameters": [],
        "policies": [],
        "exchanges": _exchanges(),
        "queues": _queues(),
        "bindings": _bindings(),
    }


def _user(name: str) -> dict[str, Any]:
    # Plain here, hashed by the broker as it loads it.
    return {
        "name": name,
        "password": f"{{{{PASSWORD_{name.upper()}}}}}",
        "tags": "monitoring" if name == "monitor" else "",
    }


def _permission(name: str) -> dict[str, str]:
    if name == "monitor":
        # For KEDA and people: passive declaration tells a queue's length and needs no right.
        return _rights(name, _NOTHING, _NOTHING, _NOTHING)
    if name == "operator":
        # For people: `make dead-letters` looks at what was given up and sends it again; the log can be read.
        seen = _any(re.escape(topology.DEAD), re.escape(topology.LOG_STREAM))
        return _rights(name, _NOTHING, r"^amq\.default$", seen)
    if name == "gateway":
        return _rights(
            name,
            _any(_OWN),
            _any(_OWN, re.escape(topology.GATEWAYS)),
            _any(_OWN, re.escape(topology.EXCHANGE), re.escape(topology.GATEWAYS)),
        )
    write = [_OWN, re.escape(topology.EXCHANGE), re.escape(topology.DEAD)]
    write += [re.escape(topology.retry_name(delay_s)) for delay_s in topology.RETRY_DELAYS_S]
    if name in COMMANDERS:
        write.append(re.escape(topology.COMMAND_EXCHANGE))
    read = [_OWN, re.escape(topology.EXCHANGE), re.escape(topology.events_queue(name))]
    read += [re.escape(topology.purpose_queue(name, purpose)) for purpose in topology.PURPOSES.get(name, ())]
    if name in topology.COMMANDS_OF:
        read.append(re.escape(topology.commands_queue(name)))
    return _rights(name, _any(_OWN), _any(*write), _any(*read))


def _rights(name: str, configure: str, write: str, read: str) -> dict[str, str]:
    return {"user": name, "vhost": VHOST, "configure": configure, "write": write, "read": read}


def _topic(name: str) -> dict[str, str]:
    """Nobody publishes in another's name. Read: what a process may bind its private queue to."""
    write = _NOTHING if name == "gateway" else f"^{re.escape(name)}\\."
    # Live streams tell browsers of changes in all services.
    read = r"^[a-z]+\.[A-Za-z]+\.v\d+$" if name == "notifications" else r"^auth\.CredentialsRevoked\.v1$"
    return {"user": name, "vhost": VHOST, "exchange": topology.EXCHANGE, "write": write, "read": read}


def _any(*patterns: str) -> str:
    return f"^({'|'.join(patterns)})$"


def _exchanges() -> list[dict[str, Any]]:
    kinds = {topology.EXCHANGE: "topic", topology.COMMAND_EXCHANGE: "direct", topology.DEAD: "fanout"}
    kinds[topology.GATEWAYS] = "fanout"
    kinds |= {topology.retry_name(delay_s): "fanout" for delay_s in topology.RETRY_DELAYS_S}
    return [
        {
            "name": name,
            "vhost": VHOST,
            "type": kind,
            "durable": True,
            "auto_delete": False,
            "internal": False,
            "arguments": {},
        }
        for name, kind in kinds.items()
    ]


def _queues() -> list[dict[str, Any]]:
    arguments: dict[str, Mapping[str, Any]] = {
        topology.DEAD: dead_queue(),
        topology.LOG_STREAM: topology.LOG_STREAM_ARGUMENTS,
    }
    arguments |= {topology.retry_name(delay_s): retry_queue(delay_s) for delay_s in topology.RETRY_DELAYS_S}
    arguments |= dict.fromkeys(topology.event_queues(), work_queue())
    arguments |= {topology.commands_queue(service): work_queue() for service in topology.COMMANDS_OF}
    return [
        {"name": name, "vhost": VHOST, "durable": True, "auto_delete": False, "arguments": dict(given)}
        for name, given in arguments.items()
    ]


def _bindings() -> list[dict[str, Any]]:
    found = [_binding(topology.DEAD, topology.DEAD, ""), _binding(topology.EXCHANGE, topology.LOG_STREAM, "#")]
    found += [_binding(name, name, "") for name in map(topology.retry_name, topology.RETRY_DELAYS_S)]
    for queue, keys in topology.event_queues().items():
        found += [_binding(topology.EXCHANGE, queue, key) for key in keys]
    for service, keys in topology.COMMANDS_OF.items():
        found += [_binding(topology.COMMAND_EXCHANGE, topology.commands_queue(service), key) for key in keys]
    return found


def _binding(source: str, queue: str, key: str) -> dict[str, Any]:
    return {
        "source": source,
        "vhost": VHOST,
        "destination": queue,
        "destination_type": "queue",
        "routing_key": key,
        "arguments": {},
    }


def main() -> None:
    """Writes the file; with ``--check`` exit status 1 when it does not follow from the code."""
    text = json.dumps(definitions(), indent=1) + "\n"
    if "--check" in sys.argv[1:]:
        if not PATH.exists() or PATH.read_text("utf-8") != text:
            raise SystemExit(f"{PATH} does not follow from the code: python -m arbeit_kit.messaging.definitions")
        return
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
