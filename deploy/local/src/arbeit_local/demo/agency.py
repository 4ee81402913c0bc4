"""The small demo agency of the first start: 3 clients with their users, 8 jobs, 40 candidates in every status,
interviews in many states, portal accounts. All of it through the public API, so it is a smoke test as well.

Every step can be repeated: a start that was interrupted is finished by the next one.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping
from typing import Any

from arbeit_local.demo.api import Api, RefusedError, eventually
from arbeit_local.demo.content import CLIENT_USERS, CLIENTS, OPENINGS, PASSWORD, RECRUITER, Account
from arbeit_local.demo.interviews import Calendar, interview_for
from arbeit_local.demo.people import person

_AT_ONCE = 4
_FIRST_PASSWORD = "paper-boat-harbour"  # noqa: S105 - works once: whoever is given a password has to change it


def administrator(settings: Mapping[str, str]) -> Account:
    """The first administrator: ADMIN_EMAIL and ADMIN_PASSWORD, else the demo's own."""
    return Account(
        "admin",
        "Administrator",
        settings.get("ADMIN_EMAIL") or "admin@arbeit.example",
        settings.get("ADMIN_PASSWORD") or PASSWORD,
    )


def applicant_numbers() -> Iterable[tuple[int, int, str]]:
    """(number, index of the opening, wanted status letter) of every demo candidate."""
    number = 0
    for index, opening in enumerate(OPENINGS):
        for wanted in opening.candidates:
            number += 1
            yield number, index, wanted


def _body(number: int, opening: int) -> dict[str, Any]:
    job = OPENINGS[opening].body
    return person(number, skills=[*job["required_skills"], *job["nice_to_have_skills"]], role=job["title"])


def portal_accounts() -> list[Account]:
    """The candidates with a portal account: one in progress (has interviews) and one in review (may book)."""
    chosen: dict[str, Account] = {}
    for number, opening, wanted in applicant_numbers():
        if wanted in "RP" and wanted not in chosen:
            body = _body(number, opening)
            chosen[wanted] = Account("candidate", body["name"], body["email"], place="candidate portal")
    return list(chosen.values())


ACCOUNTS = [RECRUITER, CLIENT_USERS[0], *portal_accounts()]
"""The log-ins to show, besides the administrator's."""


async def seed(base: str, admin: Account, *, again: bool = False) -> None:
    """Fills the system at `base` (an address without /api). Raises RefusedError where the API says no.

    `again`: an earlier start was interrupted half-way; what is there stays as it is, and what is missing is added.
    """
    async with Api(base) as nobody:
        as_admin = await nobody.log_in(admin.email, admin.password)
        clients = [
            await _made(as_admin, "/api/clients", body, "company_name", f"demo-client-{n}", again=again)
            for n, body in enumerate(CLIENTS)
        ]
        client_ids = [client["client_id"] for client in clients]
        await _staff(nobody, as_admin, client_ids)
        # The recruiter does the daily work.
        recruiter = await nobody.log_in(RECRUITER.email, PASSWORD)
        jobs = [
            await _made(
                recruiter,
                "/api/jobs",
                {**opening.body, "client_id": client_ids[opening.client]},
                "title",
                f"demo-job-{n}",
                again=again,
            )
            for n, opening in enumerate(OPENINGS)
        ]
        await _applicants(recruiter, jobs, again=again)
        await _portal(nobody, as_admin, recruiter, jobs)
        for opening, job in zip(OPENINGS, jobs, strict=True):
            if opening.then:
                await recruiter.put(f"/api/jobs/{job['job_id']}", {"status": opening.then})


async def _made(api: Api, path: str, body: dict[str, Any], name: str, key: str, *, again: bool) -> Any:
    """What is made, or was made by an earlier start; `name` is the field by which to know it again."""
    if again:
        for item in (await api.get(path, limit=200))["items"]:
            if item[name] == body[name]:
                return item
    return await api.post(path, body, key=key)


async def _applicants(api: Api, jobs: list[Any], *, again: bool) -> None:
    """First all applications, then their stories: a job that is filled takes no more."""
    room = asyncio.Semaphore(_AT_ONCE)
    calendar = Calendar()

    async def apply(number: int, opening: int) -> Any:
        path = f"/api/jobs/{jobs[opening]['job_id']}/candidates"
        async with room:
            try:
                return await api.post(path, _body(number, opening), key=f"demo-candidate-{number}")
            except RefusedError as refused:
                if again and refused.status in {409, 422}:
                    return None
                raise

    async def live(number: int, wanted: str, candidate: Any) -> None:
        async with room:
            try:
                await _story(api, candidate, number, wanted, calendar)
            except RefusedError as refused:
                if not (again and refused.status in {409, 422}):
                    raise

    numbers = list(applicant_numbers())
    candidates = await asyncio.gather(*(apply(number, opening) for number, opening, _ in numbers))
    stories = zip(numbers, candidates, strict=True)
    await asyncio.gather(*(live(number, wanted, one) for (number, _, wanted), one in stories if one is not None))


async def _staff(nobody: Api, admin: Api, clients: list[str]) -> None:
    people = [(RECRUITER, "/api/auth/register", {"role": "recruiter"})]
    people += [(user, f"/api/clients/{clients[n]}/users", {}) for n, user in enumerate(CLIENT_USERS)]
    for account, path, more in people:
        body = {"email": account.email, "name": account.name, "password": _FIRST_PASSWORD, **more}
        await _account(nobody, admin, path, body, portal=False)


async def _account(nobody: Api, admin: Api, path: str, body: dict[str, Any], *, portal: bool) -> None:
    """Makes an account and takes its owner's first step: the given password works once and has to be changed."""
    try:
        await admin.post(path, body)
    except RefusedError as refused:
        if refused.status != 409:
            raise
    try:
        owner = await nobody.log_in(body["email"], body["password"], portal=portal)
    except RefusedError as refused:
        if refused.status == 401:
            return  # an earlier start came this far, and the password is changed
        raise
    area = "candidate-portal" if portal else "auth"
    await owner.post(f"/api/{area}/change-password", {"current_password": body["password"], "new_password": PASSWORD})


async def _story(api: Api, candidate: Any, number: int, wanted: str, calendar: Calendar) -> None:
    one = f"/api/candidates/{candidate['candidate_id']}"

    async def becomes(status: str) -> None:
        await eventually(lambda: api.get(one), lambda seen: bool(seen["status"] == status))

    if wanted in "SH":
        await api.put(one, {"status": "SHORTLISTED"})
    await interview_for(api, candidate, wanted, number, calendar, becomes)
    if wanted == "X" and number % 4 != 3:
        await api.put(one, {"status": "REJECTED", "status_reason": "Experience does not match the role."})


async def _portal(nobody: Api, admin: Api, recruiter: Api, jobs: list[Any]) -> None:
    emails = {account.email: account for account in portal_accounts()}
    for job in jobs:
        for candidate in (await recruiter.get(f"/api/jobs/{job['job_id']}/candidates", limit=200))["items"]:
            account = emails.get(candidate["email"])
            if account is None:
                continue
            body = {
                "email": account.email,
                "name": account.name,
                "phone": candidate["phone"],
                "password": _FIRST_PASSWORD,
                "linked_candidate_id": candidate["candidate_id"],
            }
            await _account(nobody, admin, "/api/admin/candidate-portal-users", body, portal=True)
            await _prove_address(nobody, admin, account.email)


async def _prove_address(nobody: Api, admin: Api, email: str) -> None:
    """Opens a mailed link, as the owner of the account would: only then are his applications shown to him."""
    before = {letter["message_id"] for letter in await _links(admin, email)}  # of an earlier start: used, or replaced
    await nobody.post("/api/candidate-portal/forgot-password", {"email": email})
    letters = await eventually(
        lambda: _links(admin, email), lambda links: any(link["message_id"] not in before for link in links)
    )
    fresh = next(letter for letter in letters if letter["message_id"] not in before)
    letter = await admin.get(f"/api/mailbox/{fresh['message_id']}")
    found = re.search(r"token=([\w-]+)", letter["text"] or "")
    if found is not None:
        await nobody.post("/api/candidate-portal/reset-password", {"token": found.group(1), "new_password": PASSWORD})


async def _links(admin: Api, email: str) -> list[dict[str, Any]]:
    page = await admin.get("/api/mailbox", to=email, limit=50)
    return [letter for letter in page["items"] if letter["template"] == "reset-password"]
