"""MongoDB behind one door: the only room of the project that imports a database driver.

`Database` opens it, `Scope` says whose documents a query may see, `Tx` is one committed (or not) unit of work,
`Collection` stores versioned aggregates with their events, `Projection` keeps facts of other services.
"""

from arbeit_kit.mongo.collection import Collection, Index
from arbeit_kit.mongo.database import Database
from arbeit_kit.mongo.errors import DatabaseError, DuplicateKey, StaleVersion
from arbeit_kit.mongo.lease import Lease
from arbeit_kit.mongo.plain import PlainCollection
from arbeit_kit.mongo.projection import Projection
from arbeit_kit.mongo.scope import Scope
from arbeit_kit.mongo.transaction import SYSTEM, Actor, Cause, Tx

__all__ = [
    "SYSTEM",
    "Actor",
    "Cause",
    "Collection",
    "Database",
    "DatabaseError",
    "DuplicateKey",
    "Index",
    "Lease",
    "PlainCollection",
    "Projection",
    "Scope",
    "StaleVersion",
    "Tx",
]
