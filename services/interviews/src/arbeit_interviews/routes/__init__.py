"""HTTP: the spec's paths for interviews; thin, no rule."""

from arbeit_interviews.routes import actions, reading, writing

routers = (reading.router, writing.router, actions.router)
