"""HTTP in and out; no rule."""

from arbeit_candidates.routes import candidates, cv, internal, lists, portal, uploads

# In this order: `/api/candidates/stats` before `/api/candidates/{candidate_id}`.
routers = [lists.router, uploads.router, candidates.router, cv.router, portal.router, internal.router]

__all__ = ["routers"]
