"""``/api/candidate-portal``: candidates sign in and look after themselves. Only tokens of this flow count here."""

from typing import Annotated

from fastapi import Depends, Request, Response

from arbeit_auth.commands import credentials, login, portal_users
from arbeit_auth.commands.desk import Caller, LoggedIn
from arbeit_auth.commands.portal_users import Profile
from arbeit_auth.domain.account import Audience
from arbeit_auth.domain.portal_user import PortalUser
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
)
from arbeit_auth.routes.edge import (
    router as new_router,
)
from arbeit_auth.routes.evenly import evenly
from arbeit_auth.routes.internal import session_of
from arbeit_auth.schemas.portal_users import PortalMeOut, PortalProfileUpdate, PortalRegister
from arbeit_auth.schemas.session import (
    AcceptedOut,
    ChangePassword,
    ForgotPassword,
    LoggedInOut,
    LogIn,
    ResetPassword,
    TokenOut,
    VerifyEmail,
)
from arbeit_kit import problem
from arbeit_kit.problem import documented
from arbeit_kit.security import Principal, require

router = new_router(prefix="/api/candidate-portal", tags=["Candidate portal"])

_FLOW: Audience = "candidate"
Knocking = Annotated[Caller, Depends(caller(_FLOW))]
Me = Annotated[Principal, Depends(require(audiences=(_FLOW,), while_password_expired=True))]
Candidate = Annotated[Principal, Depends(require(audiences=(_FLOW,)))]


def _me(session: LoggedIn) -> PortalMeOut:
    assert isinstance(session.account, PortalUser)
    return PortalMeOut.of(session.account)


@router.post("/login", summary="Sign in", response_model=LoggedInOut[PortalMeOut], responses=documented(401, 422, 429))
async def login_candidate(body: LogIn, desk: AtDesk, who: Knocking) -> Response:
    session = await login.log_in(desk, _FLOW, address(body.email), body.password, who)
    return logged_in(session, _me(session))


@router.post(
    "/register",
    summary="Register; the answer is the same for a known address",
    status_code=202,
    response_model=AcceptedOut,
    responses=documented(422, 429),
)
async def register_candidate(body: PortalRegister, desk: AtDesk, who: Knocking) -> AcceptedOut:
    profile = Profile(**body.model_dump(exclude={"password"}))
    await evenly(portal_users.register(desk, profile, body.password, who))
    return AcceptedOut(detail="Please open the link that was mailed to you.")


@router.post("/verify-email", summary="Open a verification link", status_code=204, responses=documented(400, 422))
async def verify_candidate_email(body: VerifyEmail, desk: AtDesk, who: Knocking) -> Response:
    await credentials.verify_email(desk, body.token, who)
    return Response(status_code=204)


@router.post(
    "/refresh",
    summary="New access token for the refresh cookie",
    response_model=TokenOut,
    responses=documented(401, 403),
    dependencies=[Depends(same_site)],
)
async def refresh_candidate_token(desk: AtDesk, who: Knocking) -> Response:
    return refreshed(await login.refresh(desk, _FLOW, who))


@router.post(
    "/logout", summary="Sign out", status_code=204, responses=documented(401, 403), dependencies=[Depends(same_site)]
)
async def logout_candidate(request: Request, desk: AtDesk, who: Knocking) -> Response:
    await login.log_out(desk, _FLOW, session_of(request, _FLOW), who)
    return gone(_FLOW)


@router.get("/me", summary="Current candidate", response_model=PortalMeOut, responses=documented(401))
async def read_current_candidate(who: Me, store: InStore, response: Response) -> PortalMeOut:
    account = await store.account(_FLOW, who.subject)
    if account is None:
        raise problem.unauthorized()
    response.headers["ETag"] = f'"{account.version}"'
    return PortalMeOut.of(account)


@router.put("/me", summary="Change own profile", response_model=PortalMeOut, responses=documented(401, 403, 412, 422))
async def update_current_candidate(body: PortalProfileUpdate, who: Candidate, run: Running) -> Response:
    changes = body.model_dump(exclude_unset=True)
    work = portal_users.update_profile
    return await run(who, lambda tx: work(tx, who, changes, run.if_match), render=PortalMeOut.of, about=subject)


@router.post(
    "/change-password",
    summary="Change own password; ends every other session",
    response_model=LoggedInOut[PortalMeOut],
    responses=documented(401, 422, 429),
)
async def change_candidate_password(body: ChangePassword, desk: AtDesk, who: Me, knocking: Knocking) -> Response:
    session = await credentials.change_password(desk, who, body.current_password, body.new_password, knocking)
    return logged_in(session, _me(session))


@router.post(
    "/forgot-password",
    summary="Ask for a link to set a new password",
    status_code=202,
    response_model=AcceptedOut,
    responses=documented(422, 429),
)
async def forgot_candidate_password(body: ForgotPassword, desk: AtDesk, who: Knocking) -> AcceptedOut:
    await evenly(credentials.forgot_password(desk, _FLOW, body.email, who))
    return AcceptedOut(detail="If this address has an account, a link is on its way.")


@router.post(
    "/reset-password",
    summary="Set a password with a mailed link; also verifies the address",
    status_code=204,
    responses=documented(400, 422, 429),
)
async def reset_candidate_password(body: ResetPassword, desk: AtDesk, who: Knocking) -> Response:
    await credentials.reset_password(desk, _FLOW, body.token, body.new_password, who)
    return gone(_FLOW)
