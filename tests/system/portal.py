"""Arbeit as its users drive it: over HTTP through the gateway, one `Caller` per person."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import httpx

PASSWORD = "walnut-Harbour-93-lamp"
ADMIN_EMAIL = "admin@agency.example"

Json = dict[str, Any]


class Caller:
    """One signed-in person (or nobody). Answers are JSON; an unexpected status fails the test with its body."""

    opened: ClassVar[list[Caller]] = []

    def __init__(self, base_url: str, email: str = "", *, audience: str = "internal") -> None:
        self.opened.append(self)
        self.email = email
        self.audience = audience
        self.user: Json = {}
        self.token = ""
        self.password = ""
        self.http = httpx.AsyncClient(base_url=base_url, timeout=30)

    async def sign_in(self, password: str = PASSWORD) -> Caller:
        path = "/api/auth/login" if self.audience == "internal" else "/api/candidate-portal/login"
        answer = await self.http.post(path, json={"email": self.email, "password": password})
        assert answer.status_code == 200, answer.text
        body = answer.json()
        self.token, self.user = body["access_token"], body["user"]
        self.password = password
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        return self

    async def ask(self, method: str, path: str, expect: int | None = 200, **more: Any) -> httpx.Response:
        answer = await self.http.request(method, path, **more)
        if answer.status_code == 401 and self.password and expect not in (401, None):
            await self.sign_in(self.password)  # the access token lives 15 minutes, a whole run longer
            answer = await self.http.request(method, path, **more)
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text[:800]}"
        return answer

    async def get(self, path: str, expect: int = 200, **params: Any) -> Json:
        body: Json = (await self.ask("GET", path, expect, params=params)).json()
        return body

    async def post(self, path: str, body: Json | None = None, expect: int = 200, **headers: str) -> Json:
        answer = await self.ask("POST", path, expect, json=body if body is not None else {}, headers=headers)
        result: Json = answer.json() if answer.content else {}
        return result

    async def put(self, path: str, body: Json, expect: int = 200, **headers: str) -> Json:
        result: Json = (await self.ask("PUT", path, expect, json=body, headers=headers)).json()
        return result

    async def all(self, path: str, **params: Any) -> list[Json]:
        """Every item of a list, page by page."""
        items: list[Json] = []
        cursor = None
        while True:
            page = await self.get(path, limit=200, **params, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return items

    async def close(self) -> None:
        await self.http.aclose()


def unique(word: str = "x") -> str:
    return f"{word}-{secrets.token_hex(5)}"


def tomorrow(hour: int = 10, days: int = 1) -> datetime:
    """A quarter-hour in the future, UTC."""
    base = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return base.replace(hour=hour) + timedelta(days=days)


def slot(start: datetime) -> Json:
    return {"start_time": start.isoformat().replace("+00:00", "Z")}


async def eventually(check: Callable[[], Awaitable[Any]], within: float = 15.0, what: str = "") -> Any:
    """The first true result of `check`; an `AssertionError` in it counts as not yet."""
    give_up_at = time.monotonic() + within
    last: object = None
    while True:
        try:
            last = await check()
            if last:
                return last
        except AssertionError as error:
            last = error
        if time.monotonic() > give_up_at:
            raise AssertionError(f"not within {within} s: {what or last!r}")
        await asyncio.sleep(0.05)


@dataclass(slots=True)
class Portal:
    """The running system and its first people. Builders return what the API answered."""

    url: str
    admin: Caller
    recruiter: Caller

    async def colleague(self, role: str) -> Caller:
        """A new internal user of this role, signed in."""
        email = f"{unique(role)}@agency.example"
        body = {"email": email, "name": f"Another {role}", "role": role, "password": PASSWORD}
        await self.admin.post("/api/auth/register", body, 201)
        return await self.first_sign_in(email)

    async def client(self, name: str | None = None) -> Json:
        return await self.recruiter.post("/api/clients", {"company_name": name or unique("Company")}, 201)

    async def client_user(self, client_id: str) -> Caller:
        email = f"{unique('client')}@client.example"
        await self.admin.post(
            f"/api/clients/{client_id}/users", {"email": email, "name": "Clara Client", "password": PASSWORD}, 201
        )
        return await self.first_sign_in(email)

    async def first_sign_in(self, email: str, audience: str = "internal") -> Caller:
        """Signs in with the one-time password and replaces it, as the portal demands."""
        caller = await Caller(self.url, email, audience=audience).sign_in()
        prefix = "/api/auth" if audience == "internal" else "/api/candidate-portal"
        changed = PASSWORD + "-2"
        await caller.ask(
            "POST", f"{prefix}/change-password", None,
            json={"current_password": PASSWORD, "new_password": changed},
        )  # fmt: skip
        return await caller.sign_in(changed)

    async def job(self, client_id: str, **fields: Any) -> Json:
        body = {
            "client_id": client_id,
            "title": unique("Engineer"),
            "description": "Builds the thing.",
            "location": "Pune",
            "employment_type": "full_time",
            "experience_min": 2,
            "experience_max": 8,
            "required_skills": ["python"],
            "openings": 1,
            "priority": "high",
            **fields,
        }
        return await self.recruiter.post("/api/jobs", body, 201)

    async def candidate(self, job_id: str, **fields: Any) -> Json:
        body = {
            "name": "Asha Rao",
            "email": f"{unique('asha')}@people.example",
            "phone": "+91 98200 12345",
            "skills": ["python"],
            **fields,
        }
        return await self.recruiter.post(f"/api/jobs/{job_id}/candidates", body, 201)

    async def interview(self, candidate: Json, interview_round: int = 1, **fields: Any) -> Json:
        days = secrets.randbelow(300) + 1
        body = {
            "candidate_id": candidate["candidate_id"],
            "job_id": candidate["job_id"],
            "interview_round": interview_round,
            "round_name": f"Round {interview_round}",
            "interview_mode": "Video",
            "interview_duration": 45,
            "proposed_slots": [slot(tomorrow(9, days)), slot(tomorrow(11, days)), slot(tomorrow(14, days))],
            **fields,
        }
        made: Json = {}

        async def created() -> bool:
            # The candidate's projection may be a moment behind; the service reads through, the round before may not.
            answer = await self.recruiter.ask("POST", "/api/interviews", None, json=body)
            if answer.status_code == 201:
                made.update(answer.json())
                return True
            assert answer.status_code == 409, answer.text
            raise AssertionError(answer.text)

        await eventually(created, 10)
        return made

    async def portal_account(self, candidate: Json, password: str = PASSWORD) -> Caller:
        """The candidate's own access: invited, link taken from the mail, password set, signed in."""
        await self.recruiter.post(f"/api/candidates/{candidate['candidate_id']}/send-selection-notification", {}, 202)
        secret = await self.link_of(candidate["email"])
        await Caller(self.url).post(
            "/api/candidate-portal/reset-password", {"token": secret, "new_password": password}, expect=204
        )
        return await Caller(self.url, candidate["email"], audience="candidate").sign_in(password)

    async def link_of(self, email: str) -> str:
        """The token of the newest one-time link mailed to this address."""

        async def found() -> str | None:
            for message in await self.mails_to(email):
                match = re.search(r"token=([A-Za-z0-9_\-]+)", message.get("text") or "")
                if match:
                    return match.group(1)
            return None

        token: str = await eventually(found, what=f"a link for {email}")
        return token

    async def mails_to(self, email: str) -> list[Json]:
        """Messages of the built-in mailbox to this address, newest first, whole."""
        page = await self.admin.get("/api/mailbox", to=email, limit=50)
        return [await self.admin.get(f"/api/mailbox/{item['message_id']}") for item in page["items"]]

    async def candidate_is(self, candidate_id: str, status: str, within: float = 15) -> Json:
        """Waits until the candidate has this status."""

        async def there() -> Json | None:
            found = await self.recruiter.get(f"/api/candidates/{candidate_id}")
            assert found["status"] == status, found["status"]
            return found

        result: Json = await eventually(there, within)
        return result
