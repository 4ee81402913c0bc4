"""Alerts and dashboards speak of metrics that exist, parse, and have an answer in docs/operations.md.

That each alert fires, and none on a healthy day, is proved by Prometheus itself: `make deploy-check`.
"""

import importlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import promql_parser
import pytest
import yaml

from arbeit_kit import metrics
from arbeit_local.places import root
from arbeit_local.system import SERVICES

FOLDER = root() / "deploy" / "observability"
RULES: list[dict[str, Any]] = [
    rule for group in yaml.safe_load((FOLDER / "rules" / "arbeit.yml").read_text())["groups"] for rule in group["rules"]
]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
DASHBOARDS = sorted((FOLDER / "grafana" / "dashboards").glob("*.json"))
# Of the broker's own exporter; the rest of the world's names are not ours to check.
OTHERS = ("up", "ALERTS", "process_", "rabbitmq_")


def expressions() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        yield rule.get("alert") or rule["record"], rule["expr"]
    for file in DASHBOARDS:
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                yield f"{file.stem}: {panel['title']}", target["expr"]


def known() -> dict[str, set[str]]:
    """Series names that our processes tell, with their labels."""
    for module in (
        "arbeit_gateway.metrics",
        "arbeit_auth.passwords",
        "arbeit_audit.background",
        "arbeit_notifications.app",
    ):
        importlib.import_module(module)
    found: dict[str, set[str]] = {rule["record"]: set() for rule in RULES if "record" in rule}
    for collector in list(metrics.REGISTRY._collector_to_names):
        labels = set(getattr(collector, "_labelnames", ()))
        for name in metrics.REGISTRY._collector_to_names[collector]:
            found[name] = labels | ({"le"} if name.endswith("_bucket") else set())
    return found


KNOWN = known()
SCRAPED = {"service", "half", "instance", "job", "pod"}


@pytest.mark.parametrize(("where", "expression"), list(expressions()), ids=lambda value: str(value)[:40])
def test_an_expression_parses_and_names_what_exists(where: str, expression: str) -> None:
    promql_parser.parse(expression.replace("$service", ".*"))
    for name, matchers in re.findall(
        r"\b(arbeit[a-z0-9_:]*|[a-z]+_[a-z_]+(?=\{))(\{[^}]*\})?", strip_strings(expression)
    ):
        if name.startswith(OTHERS):
            continue
        assert name in KNOWN, f"{where}: nobody tells {name}"
        for label in re.findall(r"([a-z_]+)(?==|!)", matchers):
            assert label in KNOWN[name] | SCRAPED, f"{where}: {name} has no label {label}"


def strip_strings(expression: str) -> str:
    return re.sub(r'"[^"]*"', '""', expression)


def test_an_unknown_metric_would_be_found() -> None:
    with pytest.raises(AssertionError, match="nobody tells arbeit_nothing"):
        test_an_expression_parses_and_names_what_exists("x", 'arbeit_nothing{service="a"} > 0')


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_an_alert_has_an_answer_and_a_test(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    assert f"### {name}\n" in (root() / "docs" / "operations.md").read_text()
    tests = yaml.safe_load((FOLDER / "tests" / "alerts.test.yml").read_text())["tests"]
    fired = {test["name"] for test in tests}
    assert name in fired


def test_the_manual_answers_no_alert_that_is_gone() -> None:
    text = (root() / "docs" / "operations.md").read_text()
    assert set(re.findall(r"^### (Arbeit\w+)$", text, re.MULTILINE)) == set(ALERTS)


def test_every_process_is_scraped() -> None:
    config = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    targets = {
        each["labels"]["service"]: each["targets"]
        for job in config["scrape_configs"]
        if job["job_name"] == "arbeit"
        for each in job["static_configs"]
    }
    assert targets == {**{name: [f"{name}:8000"] for name in SERVICES}, "gateway": ["gateway:9090"]}


@pytest.mark.parametrize("file", DASHBOARDS, ids=lambda file: file.stem)
def test_a_dashboard_is_whole(file: Any) -> None:
    board = json.loads(file.read_text())
    identities = [panel["id"] for panel in board["panels"]]
    assert len(identities) == len(set(identities))
    for panel in board["panels"]:
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
        assert all(target["expr"] for target in panel["targets"])


@pytest.mark.skipif(shutil.which("promtool") is None, reason="no promtool here; make deploy-check brings one")
def test_the_rules_hold_for_prometheus_itself() -> None:
    done = subprocess.run(
        ["promtool", "check", "rules", str(FOLDER / "rules" / "arbeit.yml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
