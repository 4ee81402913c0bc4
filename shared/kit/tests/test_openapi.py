"""The committed description of a service is what its code says, and a difference is told."""

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from fastapi import FastAPI

from arbeit_kit import openapi, problem


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    app = FastAPI(title="Arbeit sample")

    @app.get("/things")
    async def list_things() -> list[str]:
        return []

    problem.install(app)
    module = ModuleType("arbeit_sample.app")
    module.create_service = lambda: SimpleNamespace(app=app)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "arbeit_sample", ModuleType("arbeit_sample"))
    monkeypatch.setitem(sys.modules, "arbeit_sample.app", module)
    return app


def test_the_description_is_written_and_found_again(
    package: FastAPI, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["arbeit_sample", "--out", str(tmp_path / "api")]
    assert openapi.main([*arguments, "--check"]) == 1
    assert "sample.json" in capsys.readouterr().err
    assert openapi.main(arguments) == 0
    written = tmp_path / "api" / "sample.json"
    assert json.loads(written.read_text())["paths"].keys() == {"/things"}
    assert openapi.main([*arguments, "--check"]) == 0
    written.write_text("{}")
    assert openapi.main([*arguments, "--check"]) == 1
    assert written.read_text() == "{}"
