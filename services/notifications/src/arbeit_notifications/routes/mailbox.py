"""`/api/mailbox`: every mail with its delivery log, for administrators. With the built-in mailbox this is where mails
are read; with a real channel one-time links are not shown, for then their mailbox is somebody else's."""

from __future__ import annotations

import base64
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from arbeit_kit import ids, problem
from arbeit_kit.command import Run
from arbeit_kit.mongo import Scope
from arbeit_kit.pagination import Page, PageRequest, page_request
from arbeit_kit.security import Principal, require
from arbeit_kit.service import get_store, runner
from arbeit_kit.text import Email
from arbeit_notifications import queries
from arbeit_notifications.channels.port import Channel
from arbeit_notifications.commands import mailing
from arbeit_notifications.domain.message import Message
from arbeit_notifications.mail.compose import Composed, compose
from arbeit_notifications.mail.examples import EXAMPLES, preview
from arbeit_notifications.schemas import (
    AttachmentOut,
    AttemptOut,
    MailboxState,
    MailDetail,
    MailOut,
    TemplateOut,
    TemplatePreview,
    Templates,
    mail_fields,
)
from arbeit_notifications.store import Store

router = APIRouter(prefix="/api/mailbox", tags=["mailbox"])

ADMIN = Scope.all("administrators run the mail of the whole agency")
MessageId = Annotated[str, Path(max_length=ids.LONGEST)]


async def _admin(who: Annotated[Principal, Depends(require("notifications:read", sensitive=True))]) -> Principal:
    if who.role != "admin":
        raise problem.forbidden("Only administrators may read the mailbox.")
    return who


Admin = Annotated[Principal, Depends(_admin)]
StoreOf = Annotated[Store, Depends(get_store)]


@router.get(
    "",
    summary="List mails",
    response_model=Page[MailOut],
    response_model_exclude_unset=True,
    responses=problem.documented(401, 403, 422),
)
async def list_mails(
    who: Admin,  # noqa: ARG001 - the dependency is the guard
    store: StoreOf,
    page: Annotated[PageRequest, Depends(page_request())],
    to: Annotated[Email | None, Query(description="Whole address of the recipient.")] = None,
    template: Annotated[str | None, Query(max_length=60)] = None,
    status: Annotated[Literal["queued", "sending", "sent", "failed", "suppressed"] | None, Query()] = None,
    entity_id: Annotated[str | None, Query(max_length=ids.LONGEST)] = None,
) -> Page[MailOut]:
    """Mails with their delivery state, newest first."""
    found = await queries.list_mailbox(store, ADMIN, page, to=to, template=template, status=status, entity_id=entity_id)
    return found.showing(MailOut.of)


@router.get("/state", summary="How mails leave", responses=problem.documented(401, 403))
async def get_mailbox_state(who: Admin, store: StoreOf, request: Request) -> MailboxState:  # noqa: ARG001
    """The channel in use, by the settings of this installation."""
    return MailboxState.of(_channel(request), calendar=store.settings.uses_calendar)


@router.get("/templates", summary="List the kinds of mail", responses=problem.documented(401, 403))
async def list_mail_templates(who: Admin, store: StoreOf) -> Templates:  # noqa: ARG001
    """Every mail this installation can send, and when it is sent."""
    return Templates(items=[_template(name, store) for name in EXAMPLES])


@router.get(
    "/templates/{template}/preview", summary="Preview a kind of mail", responses=problem.documented(401, 403, 404, 422)
)
async def preview_mail_template(
    who: Admin,  # noqa: ARG001
    store: StoreOf,
    template: Annotated[str, Path(max_length=60)],
) -> TemplatePreview:
    """The mail filled with example data, in HTML and in text. 404 for a kind there is not."""
    if template not in EXAMPLES:
        raise problem.not_found("template")
    written = preview(template, portal=store.settings.frontend_url)
    listed = TemplateOut(template=template, purpose=EXAMPLES[template].purpose, subject=written.subject)
    return TemplatePreview(**listed.model_dump(), text=written.text, html=written.html)


@router.get("/{message_id}", summary="Read a mail", responses=problem.documented(401, 403, 404, 422))
async def get_mail(who: Admin, store: StoreOf, request: Request, message_id: MessageId) -> MailDetail:  # noqa: ARG001
    """Words, headers, attachments and delivery log of one mail."""
    message = await store.messages.get(ADMIN, message_id)
    composed = _composed(store, message, _channel(request))
    return MailDetail.model_validate(
        {**mail_fields(message), "log": [AttemptOut.of(line) for line in message.log], **_contents(composed)}
    )


@router.get(
    "/{message_id}/raw",
    summary="Download a mail",
    response_class=Response,
    responses={
        200: {"content": {"message/rfc822": {}}, "description": "The mail."},
        **problem.documented(401, 403, 404),
    },
)
async def get_raw_mail(who: Admin, store: StoreOf, request: Request, message_id: MessageId) -> Response:  # noqa: ARG001
    """The mail as a file that mail programs open. 404 when it was erased."""
    message = await store.messages.get(ADMIN, message_id)
    composed = _composed(store, message, _channel(request))
    if composed is None:
        raise problem.not_found("message")
    disposition = f'attachment; filename="{message.message_id}.eml"'
    return Response(composed.mail.as_bytes(), 200, {"Content-Disposition": disposition}, "message/rfc822")


@router.post(
    "/{message_id}/retry",
    summary="Send a failed mail again",
    response_model=MailOut,
    responses=problem.documented(401, 403, 404, 409, 422),
)
async def retry_mail(who: Admin, run: Annotated[Run[Any], Depends(runner)], message_id: MessageId) -> Response:
    """Queue a failed or suppressed mail again; 409 for any other, and when it is of no use any more."""
    return await run(who, lambda tx: mailing.retry(tx, who, message_id), render=MailOut.of)


def _channel(request: Request) -> Channel:
    channel: Channel = request.app.state.channel
    return channel


def _template(name: str, store: Store) -> TemplateOut:
    subject = preview(name, portal=store.settings.frontend_url).subject
    return TemplateOut(template=name, purpose=EXAMPLES[name].purpose, subject=subject)


def _composed(store: Store, message: Message, channel: Channel) -> Composed | None:
    """The mail as it is or was sent; None when it was erased or cannot be written."""
    if message.erased:
        return None
    facts = {**message.facts, "link": mailing.WITHHELD} if message.secret and channel.external else message.facts
    try:
        return compose(message, sender=store.settings.sender, portal=store.settings.frontend_url, facts=facts)
    except (ValueError, KeyError, LookupError):
        return None


def _contents(composed: Composed | None) -> dict[str, object]:
    if composed is None:
        return {"headers": {}, "text": "", "html": "", "attachments": []}
    attachments = []
    for part in composed.mail.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            attachments.append(
                AttachmentOut(
                    filename=part.get_filename() or "attachment",
                    content_type=part.get_content_type(),
                    size=len(content),
                    content=base64.b64encode(content).decode(),
                )
            )
    return {
        "headers": {name: str(value) for name, value in composed.mail.items()},
        "text": composed.letter.text,
        "html": composed.letter.html,
        "attachments": attachments,
    }
