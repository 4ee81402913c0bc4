"""The manifests, as kubectl renders them: every process is there, runs what it should and can reach what it needs.

That a cluster takes them is not proved here; `make deploy-check` holds them against the schemas of Kubernetes.
"""

import json
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest
import yaml

from arbeit_events import topology
from arbeit_local.places import root
from arbeit_local.system import SERVICES

FOLDER = root() / "deploy" / "kubernetes"
OVERLAYS = ("dev", "production")
pytestmark = pytest.mark.skipif(
    shutil.which("kubectl") is None, reason="no kubectl here to render the manifests of deploy/kubernetes"
)


@cache
def rendered(overlay: str) -> dict[tuple[str, str], dict[str, Any]]:
    command = ["kubectl", "kustomize", str(FOLDER / "overlays" / overlay)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for document in yaml.safe_load_all(done.stdout):
        key = (document["kind"], document["metadata"]["name"])
        assert key not in found, key
        found[key] = document
    return found


def of(overlay: str, kind: str) -> dict[str, dict[str, Any]]:
    return {name: document for (its, name), document in rendered(overlay).items() if its == kind}


def container(deployment: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = deployment["spec"]["template"]["spec"]["containers"][0]
    return found


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_service_runs_as_api_and_worker(overlay: str) -> None:
    deployments = of(overlay, "Deployment")
    assert set(deployments) == {f"{name}-{half}" for name in SERVICES for half in ("api", "worker")} | {"gateway"}
    for name in SERVICES:
        for half in ("api", "worker"):
            one = container(deployments[f"{name}-{half}"])
            assert one["args"] == ["--only", half]
            assert one["image"].partition(":")[0] == f"arbeit-{name}"
            sources = [next(iter(each.values()))["name"] for each in one["envFrom"]]
            assert sources[1:] == ["arbeit-tokens", f"{name}-stores", f"{name}-settings"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_nothing_of_the_template_is_left(overlay: str) -> None:
    assert "SERVICE" not in json.dumps({str(key): value for key, value in rendered(overlay).items()})


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_secret_is_in_the_manifests(overlay: str) -> None:
    assert not of(overlay, "Secret")


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_pods_are_restricted_and_drain(overlay: str) -> None:
    for deployment in of(overlay, "Deployment").values():
        pod, one = deployment["spec"]["template"]["spec"], container(deployment)
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert one["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        # What precedes the signal, 20 s for what is in flight, 5 s for the outbox.
        assert pod["terminationGracePeriodSeconds"] >= one["lifecycle"]["preStop"]["sleep"]["seconds"] + 25
        assert one["livenessProbe"]["httpGet"]["path"] == one["startupProbe"]["httpGet"]["path"] == "/healthz"
        assert one["readinessProbe"]["httpGet"]["path"] == "/readyz"
        assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
        assert "replicas" not in deployment["spec"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_selectors_find_their_own_pods_and_no_others(overlay: str) -> None:
    deployments = of(overlay, "Deployment")
    labels = {name: each["spec"]["template"]["metadata"]["labels"] for name, each in deployments.items()}

    def found_by(selector: dict[str, str]) -> set[str]:
        return {name for name, each in labels.items() if selector.items() <= each.items()}

    for name, deployment in deployments.items():
        assert found_by(deployment["spec"]["selector"]["matchLabels"]) == {name}
        for spread in deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]:
            assert found_by(spread["labelSelector"]["matchLabels"]) == {name}
    for name, budget in of(overlay, "PodDisruptionBudget").items():
        assert found_by(budget["spec"]["selector"]["matchLabels"]) == {name}
    for name, service in of(overlay, "Service").items():
        assert found_by(service["spec"]["selector"]) == {name}


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_services_find_each_other(overlay: str) -> None:
    (settings,) = (
        each["data"] for name, each in of(overlay, "ConfigMap").items() if name.startswith("arbeit-settings")
    )
    for name in SERVICES:
        assert settings[f"{name.upper()}_URL"] == f"http://{name}-api:8000"
        assert of(overlay, "Service")[f"{name}-api"]["spec"]["ports"][0]["port"] == 8000
    assert settings["AMQP_TOPOLOGY"] == "given"


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_everything_scales_by_its_own_measure(overlay: str) -> None:
    scaled = of(overlay, "ScaledObject")
    assert set(scaled) == {f"{name}-worker" for name in SERVICES}
    for name in SERVICES:
        spec = scaled[f"{name}-worker"]["spec"]
        assert spec["scaleTargetRef"]["name"] == f"{name}-worker"
        assert spec["triggers"][0]["metadata"]["queueName"] == topology.events_queue(name)
        # A relay stops publishing where no worker runs.
        assert spec["minReplicaCount"] >= 1
    balanced = of(overlay, "HorizontalPodAutoscaler")
    assert set(balanced) == {f"{name}-api" for name in SERVICES} | {"gateway"}
    for name, each in balanced.items():
        assert each["spec"]["scaleTargetRef"]["name"] == name


def test_the_gateways_figures_are_no_service() -> None:
    gateway = of("production", "Service")["gateway"]
    assert [port["name"] for port in gateway["spec"]["ports"]] == ["http"]
    environment = {each["name"]: each["value"] for each in container(of("production", "Deployment")["gateway"])["env"]}
    assert environment["METRICS_PORT"] == "9090"
    assert environment["PORT"] == "8080"


def test_only_mail_and_cv_reading_talk_to_the_world() -> None:
    policies = of("production", "NetworkPolicy")
    assert policies["default-deny"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for name, policy in policies.items():
        for rule in policy["spec"].get("egress", []):
            for target in rule.get("to", []):
                assert "ipBlock" not in target or name == "providers"
    out = policies["providers"]["spec"]
    assert out["podSelector"]["matchExpressions"][0]["values"] == ["notifications", "candidates"]
    assert "169.254.0.0/16" in out["egress"][0]["to"][0]["ipBlock"]["except"]


def test_production_never_runs_an_untagged_image() -> None:
    for deployment in of("production", "Deployment").values():
        assert ":" in container(deployment)["image"]


def test_the_stores_are_what_the_services_expect() -> None:
    broker = of("production", "RabbitmqCluster")["arbeit-rabbitmq"]["spec"]
    assert broker["replicas"] == 3
    assert "load_definitions = /etc/arbeit/definitions.json" in broker["rabbitmq"]["additionalConfig"]
    database = of("production", "MongoDBCommunity")["arbeit-mongodb"]["spec"]
    assert database["members"] == 3
    assert database["additionalMongodConfig"] == {"setParameter": {"transactionLifetimeLimitSeconds": 10}}
    assert {user["name"] for user in database["users"]} == set(SERVICES)
