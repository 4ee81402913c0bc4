"""What this service reads from the environment, besides what every service does."""

from typing import Annotated

from pydantic import Field, SecretStr, model_validator

from arbeit_auth.domain.errors import NotValid
from arbeit_auth.domain.password import must_be_good
from arbeit_kit.settings import Secret, ServiceSettings
from arbeit_kit.text import Email

Rate = Annotated[int, Field(ge=1, le=1_000_000)]


class Settings(ServiceSettings):
    port: Annotated[int, Field(ge=1, le=65535)] = 8101

    admin_email: Email | None = None
    """Who administers first: used once, when there is no user yet."""
    admin_password: SecretStr | None = None
    admin_name: str = "Administrator"

    password_key: Secret | None = None
    """Application key of the password hashes. Set it before the first start and keep it: see ``passwords``."""
    bcrypt_cost: Annotated[int, Field(ge=4, le=16)] = 12
    """Contract section 2 asks for 12; only tests lower it."""
    hash_threads: Annotated[int, Field(ge=1, le=64)] = 2
    hash_queue: Annotated[int, Field(ge=0, le=10_000)] = 20
    """Log-ins that may wait for a thread; more are answered 429 at once."""

    login_tries_per_account: Rate = 10
    login_tries_per_address: Rate = 100
    """Failed tries before pauses begin; ``domain.throttle`` has the rest."""
    mails_per_mailbox: Rate = 5
    """One-time links to one address per hour that strangers or staff can cause."""
    requests_per_address: Rate = 60
    """Registrations and forgotten passwords, each, from one network address per hour."""

    @model_validator(mode="after")
    def _first_admin(self) -> "Settings":
        if (self.admin_email is None) != (self.admin_password is None):
            raise ValueError("ADMIN_EMAIL and ADMIN_PASSWORD go together: set both or none")
        if self.admin_email is not None and self.admin_password is not None:
            try:
                must_be_good(self.admin_password.get_secret_value(), email=self.admin_email)
            except NotValid as error:
                raise ValueError(f"ADMIN_PASSWORD {error.message}") from None
        return self
