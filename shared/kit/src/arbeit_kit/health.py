"""``/healthz`` (would a restart help?) and ``/readyz`` (should traffic come here?). Neither says anything secret.

Liveness looks at no dependency, or a database outage would restart every process. Readiness asks the checks; those that
are not required are reported only: an API works without its broker, because events wait in the outbox.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

Check = Callable[[], Awaitable[object]]
"""Returns when all is well, raises when not."""
_TIMEOUT_S = 1.0


async def _passes(check: Check) -> bool:
    try:
        await asyncio.wait_for(check(), _TIMEOUT_S)
    except Exception:  # noqa: BLE001  whatever it is, the answer is "no"
        return False
    return True


def router(
    checks: Mapping[str, Check],
    *,
    required: Collection[str] | None = None,
    draining: Callable[[], bool] = lambda: False,
) -> APIRouter:
    """The two routes. ``required`` names the checks without which the process takes no traffic (default: all);
    ``draining`` turns readiness off while the process shuts down."""
    vital = frozenset(checks if required is None else required)
    routes = APIRouter(include_in_schema=False)

    @routes.get("/healthz")
    async def healthz() -> Response:
        return JSONResponse({"status": "ok"})

    @routes.get("/readyz")
    async def readyz() -> Response:
        results = await asyncio.gather(*(_passes(check) for check in checks.values()))
        outcome = dict(zip(checks, results, strict=True))
        ready = not draining() and all(passed for name, passed in outcome.items() if name in vital)
        told = {name: "ok" if passed else "failing" for name, passed in outcome.items()}
        status = "draining" if draining() else "ready" if ready else "not-ready"
        return JSONResponse({"status": status, "checks": told}, 200 if ready else 503)

    return routes
