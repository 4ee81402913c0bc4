"""HTTP in and out."""

from fastapi import APIRouter

from arbeit_auth.routes import candidate, client_users, governance, internal, peers, portal_users, users

ROUTERS: list[APIRouter] = [
    internal.router,
    candidate.router,
    users.router,
    client_users.router,
    portal_users.router,
    governance.router,
    peers.router,
]
