"""The service's collections and their indexes. Each index is there for a query named beside it."""

from __future__ import annotations

from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.store.files import Files
from arbeit_candidates.store.keys import derive
from arbeit_candidates.store.names import Names
from arbeit_candidates.store.persons import Persons
from arbeit_candidates.store.readings import Readings
from arbeit_candidates.store.runs import Runs
from arbeit_candidates.store.work import WorkQueue
from arbeit_kit.idempotency import IdempotencyKeys
from arbeit_kit.mongo import Database, Index


class Store:
    """Everything the service keeps. Queries of applications name a `Scope`."""

    def __init__(self, db: Database) -> None:
        self.candidates = db.collection(
            "candidates",
            Candidate,
            id_field="candidate_id",
            derive=derive,
            indexes=[
                Index(("email", 1), ("job_id", 1), unique=True),  # one application per job; search by e-mail
                Index(("_k.all", 1)),  # newest first: all,
                Index(("_k.job", 1)),  # of a job,
                Index(("_k.client", 1)),  # of a client,
                Index(("_k.status", 1)),  # of a status
                Index(("_k.name", 1)),  # search by first
                Index(("_k.last", 1)),  # and last name
                Index(("person_id", 1)),  # one person's applications
                Index(("candidate_portal_id", 1)),  # a portal account's; partial would be a scan on the local database
            ],
        )
        self.jobs = db.projection("jobs")
        self.clients = db.projection("clients")
        self.names = Names(self.jobs, self.clients)
        self.persons = Persons(db)
        self.files = Files(db)
        self.readings = Readings(db)
        self.work = WorkQueue(db)
        self.runs = Runs(db)
        self.answers = IdempotencyKeys(db)
        """Stored answers hold applications as well: an erasure empties them."""
        self.erased = db.plain("erased")
        """`{_id: candidate_id, erased_at}`: ids of erased applications, for ever, so that nothing brings them back."""
