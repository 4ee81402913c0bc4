"""The trail over HTTP: read and proved, never written."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from arbeit_audit import commands, export
from arbeit_audit.queries import entries, verification
from arbeit_audit.queries.entries import Filters
from arbeit_audit.queries.verification import Anchor
from arbeit_audit.schemas import AuditLogOut, VerificationOut
from arbeit_audit.store import AuditStore
from arbeit_kit import ids, problem
from arbeit_kit.command import Run
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_store, runner
from arbeit_kit.time import Instant, now

router = APIRouter(prefix="/api/governance/audit-logs", tags=["governance"])

Store = Annotated[AuditStore, Depends(get_store)]
_Id = Annotated[str | None, Query(max_length=ids.LONGEST)]


async def reader(who: Annotated[Principal, Depends(require("audit:read", sensitive=True))]) -> Principal:
    """Agency staff only: whatever a client's custom role says, the trail tells of other clients."""
    if who.role not in ("admin", "recruiter") or who.client_id is not None:
        raise problem.forbidden("The audit trail is for agency staff.")
    return who


Reader = Annotated[Principal, Depends(reader)]


async def filtered(
    user_id: _Id = None,
    user_email: Annotated[str | None, Query(max_length=254)] = None,
    action_type: _Id = None,
    entity_type: _Id = None,
    entity_id: _Id = None,
    client_id: _Id = None,
    since: Annotated[Instant | None, Query(alias="from", description="Earliest timestamp.")] = None,
    until: Annotated[Instant | None, Query(alias="to", description="Latest timestamp.")] = None,
) -> Filters:
    """What narrows the trail. Problem 422 for an empty range."""
    return Filters(
        user_id=user_id,
        user_email=user_email,
        action_type=action_type,
        entity_type=entity_type,
        entity_id=entity_id,
        client_id=client_id,
        since=since,
        until=until,
    ).checked()


Filtered = Annotated[Filters, Depends(filtered)]


@router.get(
    "",
    summary="List audit entries, newest first",
    response_model=Page[AuditLogOut],
    response_model_exclude_unset=True,
    responses=problem.documented(401, 403, 422),
)
async def list_audit_logs(
    who: Reader,
    store: Store,
    page: Annotated[PageRequest, Depends(page_request())],
    filters: Filtered,
) -> Page[AuditLogOut]:
    """Entries that the caller may see: recruiters none about users, roles and log-ins but their own."""
    found = await entries.list_entries(store, who, filters, page)
    return found.showing(lambda entry: AuditLogOut.of(entry, who))


@router.get(
    "/export",
    summary="Take the trail away as a file",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The entries, newest first, each with the text that its hash covers.",
            "content": {kind: {"schema": {"type": "string"}} for kind in export.MEDIA_TYPES.values()},
        },
        **problem.documented(401, 403, 422),
    },
)
async def export_audit_logs(
    who: Reader,
    store: Store,
    run: Annotated[Run[AuditStore], Depends(runner)],
    filters: Filtered,
    q: Annotated[str | None, Query(max_length=100, description="Words to search for.")] = None,
    format: Annotated[export.Format, Query(description="CSV for tables, NDJSON for programs.")] = "csv",  # noqa: A002
) -> StreamingResponse:
    """All entries of the list with the same filters. Taking them away is itself an entry of the trail, written before
    the first byte is sent. In CSV a cell that a spreadsheet would compute begins with an apostrophe. An answer that
    breaks off is not whole."""
    words = " ".join((q or "").split()) or None
    await run.alone(who, lambda tx: commands.note_export(tx, format, filters, words))
    name = f"audit-log-{now():%Y-%m-%dT%H%M%SZ}.{format}"
    return StreamingResponse(
        export.rendered(entries.all_entries(store, who, filters, words), format, who),
        media_type=export.MEDIA_TYPES[format],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@router.get(
    "/verify",
    summary="Prove the chain",
    response_model=VerificationOut,
    responses=problem.documented(401, 403, 422),
    dependencies=[Depends(reader)],
)
async def verify_audit_logs(
    store: Store,
    from_number: Annotated[int, Query(ge=1, description="First entry to check.")] = 1,
    anchor_number: Annotated[int | None, Query(ge=0, description="An entry noted earlier,")] = None,
    anchor_hash: Annotated[str | None, Query(pattern="^[0-9a-f]{64}$", description="and its hash.")] = None,
) -> VerificationOut:
    """Follows every entry, its hash, its commitments, the signed checkpoints and the signed head. A long trail is
    proved in several calls. `anchor_*` proves that the trail still holds what the caller noted outside."""
    anchor = None
    if (anchor_number is None) != (anchor_hash is None):
        raise problem.invalid("anchor_hash", "goes together with anchor_number")
    if anchor_number is not None and anchor_hash is not None:
        anchor = Anchor(anchor_number, anchor_hash)
    return VerificationOut.of(await verification.verify(store, start=from_number, anchor=anchor))
