"""A bad environment stops the start with one line that names the variable and never its value."""

import pytest

from arbeit_kit.settings import ServiceSettings, load

GOOD = {
    "MONGO_URL": "mongodb://db.example",
    "AMQP_URL": "amqp://broker.example",
    "JWT_SECRET": "0123456789abcdef0123456789abcdef",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in [field.upper() for field in ServiceSettings.model_fields] + ["REACT_APP_FRONTEND_URL"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_the_environment_is_read(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("REACT_APP_FRONTEND_URL", "https://portal.example/")
    environment.setenv("JOBS_URL", "http://jobs:8103")
    environment.setenv("JWT_SECRET_PREVIOUS", "")  # empty counts as not set, as compose files have it
    settings = load(ServiceSettings)
    assert settings.frontend_url == "https://portal.example"
    assert settings.jobs_url == "http://jobs:8103"
    assert settings.jwt_secret_previous is None
    assert settings.db_name == "arbeit"
    assert GOOD["JWT_SECRET"] not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("JWT_SECRET", None, "JWT_SECRET is missing"),
        ("JWT_SECRET", "short-and-private", "JWT_SECRET must have at least 32 bytes"),
        ("JWT_SECRET", "a" * 64, "JWT_SECRET must be random"),
        ("JWT_SECRET", "please-change-me-0123456789-abcdefgh", "JWT_SECRET must be random"),
        ("MONGO_URL", None, "MONGO_URL is missing"),
        ("MONGO_URL", "localhost:27017/private", "MONGO_URL must start with mongodb://"),
        ("AMQP_URL", "http://x", "AMQP_URL must start with amqp://"),
        ("PORT", "http", "PORT: "),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL: "),
        ("DB_NAME", "a.b", "DB_NAME: "),
        ("AUTH_URL", "auth:8101", "AUTH_URL must start with http://"),
        ("REACT_APP_FRONTEND_URL", "javascript:1", "REACT_APP_FRONTEND_URL must start with http://"),
    ],
)
def test_a_bad_variable_is_named_in_one_line(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str | None, said: str
) -> None:
    if value is None:
        environment.delenv(name)
    else:
        environment.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        load(ServiceSettings)
    line = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in line
    assert line.count("\n") == 1
    assert value is None or value not in line.replace(f"{name} ", "")
