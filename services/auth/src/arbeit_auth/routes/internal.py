"""``/api/auth``: internal users sign in and look after themselves."""

from typing import Annotated

from fastapi import Depends, Request, Response

from arbeit_auth.commands import credentials, login, users
from arbeit_auth.commands.desk import Caller, LoggedIn, permissions_of
from arbeit_auth.domain.account import Audience
from arbeit_auth.domain.user import User
from arbeit_auth.routes.edge import (
    AtDesk,
    InStore,
    Running,
    address,
    caller,
    gone,
    logged_in,
    refreshed,
    same_site,
    subject,
    unique,
)
from arbeit_auth.routes.edge import (
    router as new_router,
)
from arbeit_auth.routes.evenly import evenly
from arbeit_auth.schemas.session import (
    AcceptedOut,
    ChangePassword,
    ForgotPassword,
    LoggedInOut,
    LogIn,
    ResetPassword,
    SessionOut,
    TokenOut,
)
from arbeit_auth.schemas.users import MeOut, ProfileUpdate, Register, UserOut
from arbeit_kit import problem
from arbeit_kit.pagination import Page, PageRequest, encode, page_request
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, of, require
from arbeit_kit.time import now

router = new_router(prefix="/api/auth", tags=["Authentication"])

_FLOW: Audience = "internal"
Knocking = Annotated[Caller, Depends(caller(_FLOW))]
Me = Annotated[Principal, Depends(require(while_password_expired=True))]
Someone = Annotated[Principal, Depends(require())]
Registrar = Annotated[Principal, Depends(require("users:write"))]
"""The caller, whatever he may do otherwise."""


async def _me(session: LoggedIn) -> MeOut:
    assert isinstance(session.account, User)
    return MeOut.with_permissions(session.account, session.permissions)


@router.post("/login", summary="Sign in", response_model=LoggedInOut[MeOut], responses=documented(401, 422, 429))
async def login_user(body: LogIn, desk: AtDesk, who: Knocking) -> Response:
    session = await login.log_in(desk, _FLOW, address(body.email), body.password, who)
    return logged_in(session, await _me(session))


@router.post(
    "/refresh",
    summary="New access token for the refresh cookie",
    response_model=TokenOut,
    responses=documented(401, 403),
    dependencies=[Depends(same_site)],
)
async def refresh_user_token(desk: AtDesk, who: Knocking) -> Response:
    return refreshed(await login.refresh(desk, _FLOW, who))


@router.post(
    "/logout", summary="Sign out", status_code=204, responses=documented(401, 403), dependencies=[Depends(same_site)]
)
async def logout_user(request: Request, desk: AtDesk, who: Knocking) -> Response:
    await login.log_out(desk, _FLOW, session_of(request, _FLOW), who)
    return gone(_FLOW)


def session_of(request: Request, audience: Audience) -> str | None:
    """The session of the access token, when one came along; an expired one is no reason to stay signed in."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    who = of(request).verify(token.strip())
    if who.audience != audience:
        raise problem.unauthorized()
    return who.session_id


@router.get("/me", summary="Current user", response_model=MeOut, responses=documented(401))
async def read_current_user(who: Me, store: InStore, response: Response) -> MeOut:
    user = await store.account(_FLOW, who.subject)
    if user is None:
        raise problem.unauthorized()
    response.headers["ETag"] = f'"{user.version}"'
    return MeOut.with_permissions(user, await permissions_of(store, user))


@router.put("/me", summary="Change own name and phone", response_model=UserOut, responses=documented(401, 403, 412))
async def update_current_user(body: ProfileUpdate, who: Someone, run: Running) -> Response:
    changes = body.model_dump(exclude_unset=True)
    return await run(
        who, lambda tx: users.update_profile(tx, who, changes, run.if_match), render=UserOut.of, about=subject
    )


@router.post(
    "/change-password",
    summary="Change own password; ends every other session",
    response_model=LoggedInOut[MeOut],
    responses=documented(401, 422, 429),
)
async def change_user_password(body: ChangePassword, desk: AtDesk, who: Me, knocking: Knocking) -> Response:
    session = await credentials.change_password(desk, who, body.current_password, body.new_password, knocking)
    return logged_in(session, await _me(session))


@router.post(
    "/forgot-password",
    summary="Ask for a link to set a new password",
    status_code=202,
    response_model=AcceptedOut,
    responses=documented(422, 429),
)
async def forgot_user_password(body: ForgotPassword, desk: AtDesk, who: Knocking) -> AcceptedOut:
    await evenly(credentials.forgot_password(desk, _FLOW, body.email, who))
    return AcceptedOut(detail="If this address has an account, a link is on its way.")


@router.post(
    "/reset-password",
    summary="Set a password with a mailed link",
    status_code=204,
    responses=documented(400, 422, 429),
)
async def reset_user_password(body: ResetPassword, desk: AtDesk, who: Knocking) -> Response:
    await credentials.reset_password(desk, _FLOW, body.token, body.new_password, who)
    return gone(_FLOW)


@router.get("/sessions", summary="Own sessions", response_model=Page[SessionOut], responses=documented(401, 403))
async def list_sessions(
    who: Someone, store: InStore, page: Annotated[PageRequest, Depends(page_request())]
) -> Page[SessionOut]:
    account = await store.account(_FLOW, who.subject)
    if account is None:
        raise problem.unauthorized()
    before = page.cursor[1] if page.cursor else None
    rows = await store.sessions.live_of(account, now(), limit=page.limit + 1, before=before)
    items = [
        SessionOut.model_validate({**row, "session_id": row["_id"], "current": row["_id"] == who.session_id})
        for row in rows[: page.limit]
    ]
    last = rows[page.limit - 1] if len(rows) > page.limit else None
    cursor = encode(last["created_at"], last["_id"], page.sort) if last is not None else None
    return Page(items=items, next_cursor=cursor)


@router.delete("/sessions", summary="End all own sessions but this one", status_code=204, responses=documented(401))
async def end_other_sessions(who: Someone, run: Running) -> Response:
    work = login.end_other_sessions
    return await run(who, lambda tx: work(tx, _FLOW, who.subject, who.session_id), render=lambda _: None)


@router.delete("/sessions/{session_id}", summary="End one own session", status_code=204, responses=documented(401, 404))
async def end_session(session_id: str, who: Someone, run: Running) -> Response:
    work = login.end_session
    return await run(who, lambda tx: work(tx, _FLOW, who.subject, session_id), render=lambda _: None)


@router.post(
    "/register",
    summary="Register an internal user",
    status_code=201,
    response_model=UserOut,
    responses=documented(401, 403, 409, 422, 429),
)
async def register_user(body: Register, who: Registrar, desk: AtDesk, run: Running) -> Response:
    await users.known_client(desk, body.client_id)
    new = users.NewUser(
        **body.model_dump(exclude={"password"}),
        password_hash=await users.first_hash(desk, body.password, body.email),
    )
    with unique(users.duplicate_email):
        return await run(
            who, lambda tx: users.register(tx, desk, who, new), render=UserOut.of, about=subject, status=201
        )
