"""The words in which these tests speak: people who sign in, and what reached their mailboxes."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from arbeit_auth.app import create_service
from arbeit_events.commands import SendOneTimeLink
from arbeit_kit.seal import Seal
from arbeit_kit.testing import Running, running
from arbeit_kit.time import now

ADMIN = "root@agency.example"
PASSWORD = "violet kettle marsh 7"
OTHER = "granite-Lantern-38-ferry"
COOKIE = {"internal": "arbeit_refresh", "candidate": "arbeit_portal_refresh"}
PATHS = {"internal": "/api/auth", "candidate": "/api/candidate-portal"}

_numbers = itertools.count(1)


def an_email(name: str = "person") -> str:
    return f"{name}{next(_numbers)}@mail.example"


@dataclass
class Person:
    """Somebody with a browser: keeps the tokens of one session."""

    http: httpx.AsyncClient
    flow: str
    email: str
    token: str | None = None
    cookie: str | None = None
    body: dict[str, Any] = field(default_factory=dict)
    address: str = "203.0.113.5"

    def headers(self, **extra: str) -> dict[str, str]:
        found = {"X-Forwarded-For": self.address, **extra}
        if self.token is not None:
            found["Authorization"] = f"Bearer {self.token}"
        if self.cookie is not None:
            found["Cookie"] = f"{COOKIE[self.flow]}={self.cookie}"
        return found

    async def call(self, method: str, path: str, json: Any = None, **headers: str) -> httpx.Response:
        return await self.http.request(method, path, json=json, headers=self.headers(**headers))

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.call("GET", path, **headers)

    async def post(self, path: str, json: Any = None, **headers: str) -> httpx.Response:
        return await self.call("POST", path, json, **headers)

    async def put(self, path: str, json: Any = None, **headers: str) -> httpx.Response:
        return await self.call("PUT", path, json, **headers)

    async def delete(self, path: str, **headers: str) -> httpx.Response:
        return await self.call("DELETE", path, **headers)

    async def own(self, method: str, what: str, json: Any = None, **headers: str) -> httpx.Response:
        """A call to the person's own flow: ``own("POST", "/logout")``."""
        return await self.call(method, PATHS[self.flow] + what, json, **headers)

    async def try_login(self, password: str) -> httpx.Response:
        self.token = None
        answer = await self.own("POST", "/login", {"email": self.email, "password": password})
        if answer.status_code == 200:
            self.take(answer)
        return answer

    async def login(self, password: str = PASSWORD) -> "Person":
        answer = await self.try_login(password)
        assert answer.status_code == 200, answer.text
        return self

    async def refresh(self, cookie: str | None = None) -> httpx.Response:
        token, self.token = self.token, None
        self.cookie = cookie or self.cookie
        answer = await self.own("POST", "/refresh")
        if answer.status_code == 200:
            self.take(answer)
        else:
            self.token = token
        return answer

    def take(self, answer: httpx.Response) -> None:
        self.body = answer.json()
        self.token = self.body["access_token"]
        self.cookie = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]


@dataclass
class World:
    """A running auth service and its people."""

    running: Running
    admin: Person
    elsewhere: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the other services answer, by path; anything else they do not have."""

    @property
    def http(self) -> httpx.AsyncClient:
        return self.running.client

    @property
    def db(self) -> Any:
        return self.running.db

    @property
    def store(self) -> Any:
        return self.running.store

    def person(self, email: str, flow: str = "internal", address: str = "203.0.113.5") -> Person:
        return Person(self.http, flow, email, address=address)

    async def client(self, client_id: str, status: str = "active") -> str:
        """Makes a client company known, as tenancy's answer would."""
        known = {"_id": client_id, "sequence": 1, "company_name": client_id, "status": status}
        await self.db["clients"].replace_one({"_id": client_id}, known, upsert=True)
        return client_id

    async def user(self, role: str = "recruiter", by: Person | None = None, **fields: Any) -> Person:
        """A user who has changed his first password to PASSWORD and is signed in."""
        email = fields.pop("email", None) or an_email(role)
        body = {"email": email, "name": role.title(), "role": role, "password": OTHER, **fields}
        answer = await (by or self.admin).post("/api/auth/register", body)
        assert answer.status_code == 201, answer.text
        person = await self.person(email).login(OTHER)
        changed = await person.own("POST", "/change-password", {"current_password": OTHER, "new_password": PASSWORD})
        assert changed.status_code == 200, changed.text
        person.take(changed)
        return person

    async def candidate(self, email: str | None = None, verified: bool = True) -> Person:
        """A candidate who registered himself, and is signed in."""
        person = self.person(email or an_email("candidate"), "candidate")
        answer = await person.own(
            "POST", "/register", {"email": person.email, "name": "Asha Rao", "password": PASSWORD}
        )
        assert answer.status_code == 202, answer.text
        if verified:
            token = await self.link(person.email, "verify-email")
            assert (await person.own("POST", "/verify-email", {"token": token})).status_code == 204
        return await person.login()

    async def letters(self, email: str) -> list[SendOneTimeLink]:
        """What was handed over for that mailbox, opened with the service's own key."""
        seal = Seal(self.running.service.settings.jwt_secret, None)
        found = []
        async for row in self.db["kept_commands"].find({}):
            letter = SendOneTimeLink.model_validate_json(seal.open(bytes(row["body"])))
            if letter.email == email:
                found.append(letter)
        return found

    async def link(self, email: str, purpose: str) -> str:
        """The token of the newest link of that purpose."""
        found = [letter for letter in await self.letters(email) if letter.purpose == purpose]
        assert found, f"no {purpose} letter for {email}"
        return urlsplit(found[-1].link).fragment.removeprefix("token=")


@asynccontextmanager
async def world(**environment: str) -> AsyncIterator[World]:
    settings = {"ADMIN_EMAIL": ADMIN, "ADMIN_PASSWORD": PASSWORD, "REQUESTS_PER_ADDRESS": "10000", **environment}
    async with running(create_service, **settings) as started:
        keep_commands(started)
        made = World(started, Person(started.client, "internal", ADMIN))

        async def ask(_: str, path: str, params: object = None) -> dict[str, Any] | None:
            return made.elsewhere.get(path)

        started.service.peers.get = ask  # type: ignore[method-assign]
        await made.admin.login()
        yield made


def keep_commands(started: Running) -> None:
    """The relay removes what it has published; the tests want to read the letters, so a copy is kept."""
    database: Any = started.service.db

    def keeping(run: Any) -> Any:
        async def kept(fn: Any, **options: Any) -> Any:
            rows: list[dict[str, Any]] = []

            async def watched(tx: Any) -> Any:
                result = await fn(tx)
                rows[:] = [row for row in tx.rows if row["exchange"] == "arbeit.commands"]
                return result

            result = await run(watched, **options)
            if rows:
                await database.raw["kept_commands"].insert_many([{**row, "kept_at": now()} for row in rows])
            return result

        return kept

    database.transaction = keeping(database.transaction)
    # Two events that arrive together are handled in one.
    database.attempt = keeping(database.attempt)


async def at_once(*calls: Any) -> list[httpx.Response]:
    return list(await asyncio.gather(*calls))
