"""HTTP: paths of the spec's section "Clients" (their users belong to auth), counts, and what other services may ask."""

from collections.abc import Awaitable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from arbeit_kit import problem
from arbeit_kit.command import Run, etag
from arbeit_kit.mongo import DuplicateKey
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.security import Principal, require, require_service
from arbeit_kit.service import get_store, runner
from arbeit_tenancy import commands, domain, queries
from arbeit_tenancy.domain import Client, Status
from arbeit_tenancy.schemas import ClientCreate, ClientFactsOut, ClientOut, ClientStatsOut, ClientUpdate
from arbeit_tenancy.store import Store, is_taken_name

router = APIRouter(tags=["clients"])

Reader = Annotated[Principal, Depends(require("clients:read"))]
Writer = Annotated[Principal, Depends(require("clients:write"))]
TheStore = Annotated[Store, Depends(get_store)]
TheRun = Annotated[Run[Store], Depends(runner)]


async def _unless_name_taken(answer: Awaitable[Response]) -> Response:
    """The answer, or problem 409 when the database refused the name. Caught here and not registered for all, because
    every service has its own meaning for a duplicate key."""
    try:
        return await answer
    except DuplicateKey as error:
        if is_taken_name(error):
            raise problem.conflict(
                "duplicate-client", "There is a client of that name already.", field="company_name"
            ) from error
        raise


problem.register(domain.ClientHasJobs, lambda error: problem.conflict("client-has-jobs", str(error)))


@router.get(
    "/api/clients",
    summary="List clients",
    response_model=Page[ClientOut],
    response_model_exclude_unset=True,
    responses=problem.documented(401, 403, 422),
)
async def list_clients(
    who: Reader,
    store: TheStore,
    page: Annotated[PageRequest, Depends(page_request(sorts=queries.SORTS))],
    status: Status | None = None,
) -> Page[ClientOut]:
    """The caller's clients, newest first; `q` finds words of name, industry, city and country by their beginnings."""
    found = await queries.list_clients(store, who, page, status)
    return found.showing(lambda client: ClientOut.of(client, who))


@router.get(
    "/api/clients/stats", summary="Count clients", response_model=ClientStatsOut, responses=problem.documented(401, 403)
)
async def get_client_stats(who: Reader, store: TheStore) -> ClientStatsOut:
    """Counts over the caller's clients, for the dashboard."""
    return ClientStatsOut.of(await queries.client_stats(store, who))


@router.post(
    "/api/clients",
    summary="Create a client",
    status_code=201,
    response_model=ClientOut,
    responses=problem.documented(401, 403, 409, 422),
)
async def create_client(who: Writer, body: ClientCreate, run: TheRun) -> Response:
    """409 `duplicate-client` when the name is taken."""

    async def command(tx: Any) -> Client:
        return await commands.create_client(tx, body.model_dump())

    return await _unless_name_taken(run(who, command, render=lambda client: ClientOut.of(client, who), status=201))


@router.get(
    "/api/clients/{client_id}",
    summary="Read a client",
    response_model=ClientOut,
    responses=problem.documented(401, 403, 404),
)
async def get_client(client_id: str, who: Reader, store: TheStore, response: Response) -> ClientOut:
    """With an ETag for If-Match."""
    client = await queries.get_client(store, who, client_id)
    response.headers["ETag"] = etag(client.version)
    return ClientOut.of(client, who)


@router.put(
    "/api/clients/{client_id}",
    summary="Change a client",
    response_model=ClientOut,
    responses=problem.documented(401, 403, 404, 409, 412, 422),
)
async def update_client(client_id: str, who: Writer, body: ClientUpdate, run: TheRun) -> Response:
    """Only the fields sent change."""

    async def command(tx: Any) -> Client:
        fields = body.model_dump(exclude_unset=True)
        return await commands.update_client(tx, who, client_id, fields, expected_version=run.if_match)

    return await _unless_name_taken(run(who, command, render=lambda client: ClientOut.of(client, who)))


@router.delete(
    "/api/clients/{client_id}",
    summary="Delete a client that has no job",
    status_code=204,
    response_model=None,
    responses=problem.documented(401, 403, 404, 409, 412),
)
async def delete_client(client_id: str, who: Writer, run: TheRun) -> Response:
    """409 `client-has-jobs` when it ever had a job: make it inactive instead."""

    async def command(tx: Any) -> Client:
        return await commands.delete_client(tx, who, client_id, expected_version=run.if_match)

    return await run(who, command, render=lambda _: None)


@router.get("/internal/clients/{client_id}", include_in_schema=False, response_model=ClientFactsOut)
async def get_client_facts(
    client_id: str, store: TheStore, _: Annotated[Principal, Depends(require_service())]
) -> ClientFactsOut:
    """For another service's projection, when the client's first event has not reached it yet."""
    return ClientFactsOut.of(*await queries.client_facts(store, client_id))
