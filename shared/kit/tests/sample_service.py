"""The smallest possible service on the kit: client companies, counted, renamed, deleted."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict

from arbeit_events.commands import SendOneTimeLink
from arbeit_events.envelope import Envelope, FieldChange
from arbeit_events.jobs import JobCreated
from arbeit_events.tenancy import ClientCreated, ClientUpdated
from arbeit_kit import ids, problem
from arbeit_kit.command import Run, check_version
from arbeit_kit.messaging import Permanent, Subscriptions
from arbeit_kit.mongo import Database, DuplicateKey, Index, Scope, Tx
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.security import Principal, require
from arbeit_kit.service import Service, get_store, runner
from arbeit_kit.settings import ServiceSettings, load


class Company(BaseModel):
    client_id: str
    company_name: str
    jobs: int = 0
    version: int = 0


class CompanyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    company_name: str


class Store:
    def __init__(self, db: Database) -> None:
        self.companies = db.collection(
            "companies",
            Company,
            id_field="client_id",
            derive=lambda company: {"all": ids.tail(company.client_id), "name": company.company_name.lower()},
            indexes=[Index(("_k.all", 1)), Index(("_k.name", 1), unique=True)],
        )
        self.seen = db.projection("seen")


def created(company: Company) -> ClientCreated:
    return ClientCreated(
        client_id=company.client_id, company_name=company.company_name, status="active", industry=None, city=None,
        country=None,
    )  # fmt: skip


router = APIRouter()


@router.post("/api/companies", status_code=201)
async def create(
    body: CompanyIn,
    who: Annotated[Principal, Depends(require("clients:write"))],
    run: Annotated[Run[Store], Depends(runner)],
) -> Response:
    async def command(tx: Tx[Store]) -> Company:
        company = Company(client_id=ids.new("client"), company_name=body.company_name)
        await tx.store.companies.insert(tx, company, [created(company)])
        return company

    try:
        return await run(who, command, render=lambda company: company, status=201)
    except DuplicateKey as error:
        raise problem.conflict("duplicate-company", "There is one of that name.") from error


@router.put("/api/companies/{client_id}")
async def rename(
    client_id: str,
    body: CompanyIn,
    who: Annotated[Principal, Depends(require("clients:write"))],
    run: Annotated[Run[Store], Depends(runner)],
) -> Response:
    async def command(tx: Tx[Store]) -> Company:
        company = await tx.store.companies.get(Scope.all("staff"), client_id, tx)
        check_version(company, run.if_match)
        change = FieldChange(field="company_name", old=company.company_name, new=body.company_name)
        company.company_name = body.company_name
        event = ClientUpdated(**created(company).model_dump(), changed=[change])
        await tx.store.companies.save(tx, company, [event])
        return company

    return await run(who, command, render=lambda company: company)


@router.get("/api/companies")
async def listed(
    request: Annotated[PageRequest, Depends(page_request(sorts=("company_name",)))],
    store: Annotated[Store, Depends(get_store)],
    who: Annotated[Principal, Depends(require("clients:read"))],
) -> Page[Company]:
    scope = Scope.all("staff") if who.role == "admin" else Scope.only("client_id", who.client_id)
    return await store.companies.page(scope, {}, request, window=("_k.all", ""))


def subscriptions() -> Subscriptions:
    subs = Subscriptions("tenancy")

    @subs.on(JobCreated)
    async def count_job(tx: Tx[Any], event: Envelope, data: JobCreated) -> None:
        if data.title == "poison":
            raise RuntimeError("cannot handle this")
        if data.title == "hopeless":
            raise Permanent("will never work")
        company = await tx.store.companies.get(Scope.all("event"), data.client_id, tx)
        company.jobs += 1
        event_out = ClientUpdated(**created(company).model_dump(), changed=[])
        await tx.store.companies.save(tx, company, [event_out])
        await tx.store.seen.apply(tx, data.job_id, event.sequence, {"title": data.title})

    return subs


def create_service(*, api: bool = True, worker: bool = True) -> Service[Store]:
    return Service(
        name="tenancy",
        settings=load(ServiceSettings),
        store=Store,
        routers=[router],
        subscriptions=subscriptions(),
        api=api,
        worker=worker,
    )


SECRET_COMMAND = SendOneTimeLink
