"""Candidates by the thousand, written through the candidates service's own store: same documents, same keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient

from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.store import Store
from arbeit_kit import ids
from arbeit_kit.mongo import Database
from arbeit_kit.time import now

BATCH = 200


async def candidates(mongo_url: str, db_name: str, jobs: list[dict[str, Any]], count: int, begin: int = 0) -> list[str]:
    """Inserts `count` candidates spread over `jobs`, newest last, a minute apart; returns their ids.

    Bulk loading writes no events: what is measured afterwards is reading, and single writes through the API.
    """
    database = Database(mongo_url, f"{db_name}_candidates", source="/arbeit/candidates", seal=bytes)
    store = Store(database)
    # Without the service's short deadlines: a batch that is late must not be sent twice.
    collection = AsyncIOMotorClient(mongo_url)[database.name]["candidates"]
    made: list[str] = []
    first = now() - timedelta(minutes=count + begin)
    for start in range(0, count, BATCH):
        documents = []
        for number in range(start, min(start + BATCH, count)):
            job = jobs[number % len(jobs)]
            at = first + timedelta(minutes=number)
            candidate = Candidate.model_validate(_fields(job, number + begin, ids.new("cand", at), at))
            documents.append(store.candidates.dump(candidate))
            made.append(candidate.candidate_id)
        await collection.insert_many(documents)
    database.close()
    return made


def _fields(job: dict[str, Any], number: int, candidate_id: str, at: Any) -> dict[str, Any]:
    email = f"bench{number}@people.example"
    return {
        "candidate_id": candidate_id,
        "job_id": job["job_id"],
        "client_id": job["client_id"],
        "person_id": ids.new("person", at),
        "name": f"Person {number}",
        "email": email,
        "phone": "+91 98200 12345",
        "skills": ["python", "mongodb", "react"],
        "experience": [{"title": "Engineer", "company": "Somewhere"}],
        "education": [{"degree": "B.Tech", "school": "Somewhere else"}],
        "summary": "Builds things that hold. " * 12,
        "status": ("NEW", "IN_REVIEW", "SHORTLISTED", "IN_PROGRESS")[number % 4],
        "source": "manual",
        "created_at": at,
        "created_by": "bench@agency.example",
        "updated_at": at,
        "version": 1,
    }
