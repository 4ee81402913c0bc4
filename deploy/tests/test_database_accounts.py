"""The accounts of the databases: deploy/docker/mongo/init.js grants what the Kubernetes manifest grants.

The grants of the audit name exactly the collections that its service uses.
"""

import json
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from arbeit_audit.domain.chain import Signer
from arbeit_audit.store import AuditStore
from arbeit_kit.idempotency import IdempotencyKeys
from arbeit_kit.messaging.inbox import Inbox
from arbeit_kit.mongo import Database
from arbeit_local.places import root
from arbeit_local.system import SERVICES

INIT = root() / "deploy" / "docker" / "mongo" / "init.js"

# The shell's world, as much of it as the script touches; nothing of it is called over a network.
_SHELL = """
const out = { roles: {}, users: {}, initiated: null, passwords: {} }
const known = JSON.parse(process.argv[2])
globalThis.print = () => {}
globalThis.sleep = () => {}
globalThis.rs = {
  status() { const e = new Error('no'); e.codeName = 'NotYetInitialized'; throw e },
  initiate(config) { out.initiated = config },
}
const database = (name) => ({
  getName: () => name,
  auth: () => 1,
  getRole: (role) => known.includes(role) ? { role } : null,
  getUser: (user) => known.includes(user) ? { user } : null,
  createRole: (role) => { out.roles[name] = role },
  updateRole: (role, given) => { out.roles[name] = { role, ...given } },
  createUser: (given) => { out.users[name] = given },
  updateUser: (user, given) => { out.users[name] = { user, ...given } },
})
globalThis.db = { getSiblingDB: database, hello: () => ({ isWritablePrimary: true }) }
require('node:vm').runInThisContext(require('node:fs').readFileSync(process.argv[1], 'utf8'))
process.stdout.write(JSON.stringify(out))
"""


def granted(*known: str, **extra: str) -> dict[str, Any]:
    """What the script asks the database to do; `known` are roles and users that are there already."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node here to run init.js")
    passwords = {f"MONGO_PASSWORD_{name.upper()}": f"password-of-{name}-0123" for name in SERVICES}
    env = {"MONGO_ROOT_PASSWORD": "root-0123456789abcdef", **passwords, **extra}
    shell = _SHELL.replace("process.argv[2]", "process.argv[2] ?? '[]'")
    command = [node, "-e", shell, str(INIT), json.dumps(list(known))]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def by_collection(privileges: list[dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    return {(each["resource"]["db"], each["resource"]["collection"]): sorted(each["actions"]) for each in privileges}


def test_each_account_has_its_own_database_and_no_other() -> None:
    done = granted()
    assert done["initiated"]["_id"] == "rs0"
    assert set(done["roles"]) == set(done["users"]) == {f"arbeit_{name}" for name in SERVICES}
    for database, role in done["roles"].items():
        assert role["roles"] == []
        assert {each["resource"]["db"] for each in role["privileges"]} == {database}
    for database, user in done["users"].items():
        assert user["roles"] == [{"role": f"arbeit-{database.removeprefix('arbeit_')}", "db": database}]
        assert user["pwd"] == f"password-of-{user['user']}-0123"


def test_running_it_again_brings_everything_to_the_same_state() -> None:
    again = granted(*SERVICES, *(f"arbeit-{name}" for name in SERVICES))
    first = granted()
    for database, role in first["roles"].items():
        assert by_collection(again["roles"][database]["privileges"]) == by_collection(role["privileges"])
    assert {name: user["pwd"] for name, user in again["users"].items()} == {
        name: user["pwd"] for name, user in first["users"].items()
    }


def test_a_missing_password_stops_it() -> None:
    with pytest.raises(AssertionError, match="MONGO_PASSWORD_JOBS must be set"):
        granted(MONGO_PASSWORD_JOBS="")


def test_kubernetes_grants_the_same() -> None:
    manifest = yaml.safe_load((root() / "deploy" / "kubernetes" / "stores" / "mongodb.yaml").read_text())
    roles = {each["db"]: by_collection(each["privileges"]) for each in manifest["spec"]["security"]["roles"]}
    expected = {name: by_collection(role["privileges"]) for name, role in granted()["roles"].items()}
    assert roles == expected


def test_nobody_removes_from_the_trail_and_every_collection_of_it_is_named() -> None:
    grants = by_collection(granted()["roles"]["arbeit_audit"]["privileges"])
    database = Database("mongodb://127.0.0.1:1/", "arbeit_audit", source="/arbeit/audit", seal=bytes)
    try:
        AuditStore(database, Signer((b"k",)))
        Inbox(database)
        IdempotencyKeys(database, "0" * 32)
        used = {name for name, _ in database._indexed} | {"leases"}
    finally:
        database.close()
    assert {collection for _, collection in grants} - {""} == used
    assert "remove" not in grants["arbeit_audit", "audit_logs"]
    for collection in ("checkpoints", "erased"):
        assert grants["arbeit_audit", collection] == ["find", "insert", "listIndexes"]
    assert not {"find", "insert", "update", "remove"} & set(grants["arbeit_audit", ""])
