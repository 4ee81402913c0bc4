"""Settings of the audit service: nothing beyond what every service reads."""

from arbeit_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    """The signing key of head and checkpoints is derived from `JWT_SECRET` (and `JWT_SECRET_PREVIOUS`)."""

    port: int = 8107
