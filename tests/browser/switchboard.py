"""How a test in the browser kills a service of the system, or stops its clock, and has it go on."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from arbeit_local.system import System

_READY_WITHIN_S = 60.0


@asynccontextmanager
async def switchboard(system: System) -> AsyncIterator[str]:
    """`POST /<service>/kill` ends it as a crash would, and it stays down; `POST /<service>/start` answers when it takes
    requests again. `POST /<service>/freeze` leaves it its connections, and it answers nothing until `/thaw`."""

    async def kill(request: web.Request) -> web.Response:
        service = system.services[request.match_info["service"]]
        service.process.kill()
        # Before its keeper sees the end: he would start it again.
        await service.stop()
        if system.own_database:
            system.database.a_client_died()
        return web.Response(status=204)

    async def start(request: web.Request) -> web.Response:
        service = system.services[request.match_info["service"]]
        await service.start()
        await service.ready(_READY_WITHIN_S)
        return web.Response(status=204)

    async def freeze(request: web.Request) -> web.Response:
        return signalled(request, signal.SIGSTOP)

    async def thaw(request: web.Request) -> web.Response:
        return signalled(request, signal.SIGCONT)

    def signalled(request: web.Request, what: signal.Signals) -> web.Response:
        pid = system.services[request.match_info["service"]].process.pid
        assert pid is not None
        os.kill(pid, what)
        return web.Response(status=204)

    app = web.Application()
    orders = (kill, start, freeze, thaw)
    app.add_routes(web.post(f"/{{service}}/{order.__name__}", order) for order in orders)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
