"""Wiring."""

from arbeit_auth.commands import first_admin, roles
from arbeit_auth.commands.desk import Desk
from arbeit_auth.domain.errors import NotAllowed, NotPossible, NotValid
from arbeit_auth.passwords import Hasher
from arbeit_auth.routes import ROUTERS
from arbeit_auth.sessions import OwnSessions
from arbeit_auth.settings import Settings
from arbeit_auth.store import Store
from arbeit_auth.subscriptions import subscriptions
from arbeit_kit import problem
from arbeit_kit.service import Service
from arbeit_kit.settings import load
from arbeit_kit.time import now


class AuthService(Service[Store]):
    """The service with the tools that only it has: the hasher, and its own knowledge of revocations."""

    def __init__(self, settings: Settings, *, api: bool, worker: bool) -> None:
        self.hasher = Hasher(settings)
        self._own = settings
        super().__init__(
            name="auth",
            settings=settings,
            store=Store,
            routers=ROUTERS,
            subscriptions=subscriptions(self.desk),
            on_start=[_begin],
            on_stop=[_end],
            gauges=[_tell],
            sessions=lambda service: OwnSessions(service.store),
            title="Arbeit auth",
            api=api,
            worker=worker,
        )

    def desk(self) -> Desk:
        """What the use cases work with."""
        return Desk(self.db, self.store, self.hasher, self._own, self.peers)

    async def load_revocations(self) -> None:
        """What was revoked while this process could not hear it; others ask us, we look."""
        self.revocations.load(await self.store.revoked.current(now()))


async def _begin(service: Service[Store]) -> None:
    assert isinstance(service, AuthService)
    await roles.fix_system_roles(service.db, service.store, now())
    await first_admin.ensure(service.desk())
    await service.load_revocations()


async def _tell(service: Service[Store]) -> None:
    assert isinstance(service, AuthService)
    service.hasher.tell()


async def _end(service: Service[Store]) -> None:
    assert isinstance(service, AuthService)
    service.hasher.close()


def create_service(*, api: bool = True, worker: bool = True) -> AuthService:
    """The service of this process's environment."""
    problem.register(NotValid, lambda error: problem.invalid(error.field, error.message, error.code))
    problem.register(NotAllowed, lambda error: problem.forbidden(str(error)))
    problem.register(NotPossible, lambda error: problem.conflict(error.code, error.detail))
    return AuthService(load(Settings), api=api, worker=worker)
