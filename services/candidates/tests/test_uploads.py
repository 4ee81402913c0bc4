"""CVs: taken by content, read in a confined child, stored once, served safely."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from arbeit_candidates.cv.finding import find
from arbeit_candidates.cv.intake import clean_name
from arbeit_candidates.cv.kinds import MAX_BYTES, Kind
from arbeit_candidates.cv.page import Content, Line
from arbeit_candidates.routes.cv import disposition
from arbeit_kit import ids
from arbeit_kit.testing import auth, tap, token
from arbeit_kit.time import now

from . import files
from .world import RECRUITER, World, email


async def upload(
    world: World, *contents: bytes, names: tuple[str, ...] = (), headers: dict[str, str] = RECRUITER, **fields: Any
) -> Response:
    given = names or tuple(f"cv{number}.pdf" for number in range(len(contents)))
    answer: Response = await world.http.post(
        f"/api/jobs/{world.jobs[0]}/candidates",
        files=[("file", (name, content)) for name, content in zip(given, contents, strict=True)],
        data=fields,
        headers=headers,
    )
    return answer


def cv_of(kind: str, address: str) -> bytes:
    content: bytes = files.KINDS[kind][0](files.TEXT.replace("asha.rao@cv.example", address))
    return content


async def stored(world: World) -> int:
    found: int = await world.running.db["cvs.files"].count_documents({})
    return found


@pytest.mark.parametrize("kind", files.KINDS)
async def test_each_kind_is_read_stored_and_given_back_unchanged(world: World, kind: str) -> None:
    address = email(kind)
    content = cv_of(kind, address)
    async with tap("candidates.#") as events:
        answer = await upload(world, content, names=(f"My CV.{kind}",))
        assert answer.status_code == 201, answer.text
        created = answer.json()
        told = await events.wait_for("CvUploaded", created["candidate_id"])
    assert (created["name"], created["email"], created["phone"]) == ("Asha Rao", address, "+91 98765 43210")
    assert created["linkedin"] == "https://www.linkedin.com/in/asharao"
    assert (created["source"], created["cv_status"], created["cv_filename"]) == ("cv", "parsing", f"My CV.{kind}")
    assert created["version"] == 2
    digest = hashlib.sha256(content).hexdigest()
    assert (told.sequence, told.data["sha256"], told.data["size"]) == (2, digest, len(content))
    got = await world.http.get(created["cv_file_url"], headers=RECRUITER)
    assert hashlib.sha256(got.content).hexdigest() == digest
    assert got.headers["content-type"] == files.KINDS[kind][1]
    assert got.headers["content-disposition"].startswith("attachment; ")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"].startswith("sandbox")


async def test_what_is_typed_wins_over_what_the_file_says(world: World) -> None:
    address = email()
    answer = await upload(world, files.pdf(), email=address, name="Asha R.", skills=["Go", "Rust, C"])
    created = answer.json()
    assert (created["email"], created["name"], created["skills"]) == (address, "Asha R.", ["Go", "Rust", "C"])
    known = await world.running.db["candidates"].find_one({"_id": created["candidate_id"]})
    assert sorted(known["typed_fields"]) == ["email", "name", "skills"]


async def test_a_file_that_shows_no_address_says_what_to_send(world: World) -> None:
    before = await stored(world)
    answer = await upload(world, files.txt("just some words\n"))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["name", "email"]
    assert await stored(world) == before


REFUSED: dict[str, tuple[Any, int, str]] = {
    "empty": (lambda: b"", 422, "empty-file"),
    "blank": (lambda: b" \n", 422, "empty-file"),
    "too large": (lambda: b"x" * (MAX_BYTES + 1), 413, "too-large"),
    "html": (lambda: b"<html><script>alert(1)</script></html>", 415, "unsupported-file"),
    "svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "unsupported-file"),
    "program": (lambda: b"MZ\x90\x00" + b"\x00" * 100, 415, "unsupported-file"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, 415, "unsupported-file"),
    "latin-1": (lambda: "Müller".encode("latin-1"), 415, "unsupported-file"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, 415, "unsupported-file"),
    "bare zip": (lambda: files.archive({"a.txt": "a"}), 415, "unsupported-file"),
    "macros": (lambda: files.docx(**{"word/vbaProject.bin": b"x"}), 415, "unsupported-file"),
    "broken zip": (lambda: b"PK\x03\x04" + b"x" * 100, 422, "unreadable-file"),
    "broken pdf": (lambda: b"%PDF-1.4\nnothing", 422, "unreadable-file"),
    "locked pdf": (files.locked_pdf, 422, "encrypted-file"),
    "zip bomb": (files.bomb, 422, "unreadable-file"),
    "many entries": (lambda: files.archive({str(n): "" for n in range(3000)}), 422, "unreadable-file"),
    "entity bomb": (files.entity_bomb, 422, "unreadable-file"),
    "outside entity": (files.outside_entity, 422, "unreadable-file"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_no_readable_cv_is_refused_by_content(world: World, case: str) -> None:
    make, status, kind = REFUSED[case]
    before = await stored(world)
    answer = await upload(world, make(), names=("cv.pdf",), name="Asha Rao", email=email())
    assert (answer.status_code, answer.json()["type"]) == (status, kind)
    assert "root:" not in answer.text
    assert await stored(world) == before


@pytest.mark.parametrize("field", ["status", "client_id", "created_by", "cv_file_url", "salary_offered", "files", "$x"])
async def test_a_form_sets_nothing_that_the_server_owns(world: World, field: str) -> None:
    answer = await upload(world, files.pdf(), name="A B", email=email(), **{field: "x"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_a_duplicate_leaves_no_file_behind(world: World) -> None:
    first = await world.candidate()
    before = await stored(world)
    answer = await upload(world, files.pdf(), email=first["email"])
    assert (answer.status_code, answer.json()["candidate_id"]) == (409, first["candidate_id"])
    assert await stored(world) == before
    assert await world.running.db["uploads"].count_documents({}) == 0


async def test_several_files_get_one_result_each(world: World) -> None:
    one, two = email(), email()
    contents = (cv_of("pdf", one), b"<html>", cv_of("docx", two), cv_of("txt", one))
    before = await stored(world)
    answer = await upload(world, *contents, names=("1.pdf", "2.pdf", "3.docx", "4.txt"))
    assert answer.status_code == 207
    report = answer.json()
    assert (report["created"], report["refused"]) == (2, 2)
    assert [item["status"] for item in report["items"]] == [201, 415, 201, 409]
    assert [item["filename"] for item in report["items"]] == ["1.pdf", "2.pdf", "3.docx", "4.txt"]
    first = report["items"][0]["candidate"]
    assert report["items"][3]["problem"]["candidate_id"] == first["candidate_id"]
    assert await world.get(first["candidate_id"]) == first
    assert await stored(world) == before + 2
    several = await upload(world, *contents[:2], name="A B")
    assert (several.status_code, several.json()["errors"][0]["field"]) == (422, "name")


async def test_a_repeated_upload_with_a_key_adds_once(world: World) -> None:
    headers = {**RECRUITER, "Idempotency-Key": ids.new("key")}
    content = cv_of("pdf", email())
    before = await stored(world)
    first = await upload(world, content, headers=headers)
    again = await upload(world, content, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert await stored(world) == before + 1
    other = await upload(world, cv_of("pdf", email()), headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "idempotency-key-reused")
    assert await stored(world) == before + 1


async def test_racing_uploads_of_one_cv_add_one(world: World) -> None:
    content = cv_of("txt", email())
    before = await stored(world)
    answers = await asyncio.gather(*(upload(world, content) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert await stored(world) == before + 1


async def test_orphans_are_swept_after_an_hour_and_nothing_else(world: World) -> None:
    store = world.running.store
    created = (await upload(world, cv_of("pdf", email()))).json()
    old, young = await store.files.put(b"old"), await store.files.put(b"young")
    await world.running.db["uploads"].update_one({"_id": old}, {"$set": {"at": now() - timedelta(hours=2)}})
    assert await store.files.sweep() == 1
    left = {row["_id"] async for row in world.running.db["cvs.files"].find({}, {"_id": 1})}
    assert old not in left
    assert young in left
    assert await world.running.db["cvs.chunks"].count_documents({"files_id": old}) == 0
    assert (await world.http.get(created["cv_file_url"], headers=RECRUITER)).status_code == 200


async def test_the_other_client_s_cv_does_not_exist(world: World) -> None:
    created = (await upload(world, cv_of("pdf", email()))).json()
    for client_id, status in ((world.clients[0], 200), (world.clients[1], 404)):
        user = auth(token("client_user", client_id=client_id))
        answer = await world.http.get(created["cv_file_url"], headers=user)
        assert answer.status_code == status
    none = await world.candidate()
    answer = await world.http.get(f"/api/candidates/{none['candidate_id']}/cv", headers=RECRUITER)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\cv.pdf", "cv.pdf"),
        ("cv.pdf.exe", "cv.pdf.exe.pdf"),
        ("cv\r\nX-Evil: 1.pdf", "cv.pdf"),
        ("\u202efdp.cv", "fdp.cv.pdf"),
        ("a\x00b.pdf", "cv.pdf"),
        ("", "cv.pdf"),
        (None, "cv.pdf"),
        ("...", "cv.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
        ("Lebenslauf Müller.PDF", "Lebenslauf Müller.pdf"),
        ('a";b.pdf', 'a";b.pdf'),
    ],
)
def test_a_file_s_name_is_only_data(sent: str | None, kept: str) -> None:
    assert clean_name(sent, Kind.PDF) == kept
    header = disposition(kept)
    assert header.isascii()
    assert header.count('"') == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (files.TEXT, {"name": "Asha Rao", "email": "asha.rao@cv.example", "phone": "+91 98765 43210",
                      "linkedin": "https://www.linkedin.com/in/asharao"}),
        ("CURRICULUM VITAE\n\nJOSÉ DE LA CRUZ\njose@x.example", {"name": "José De La Cruz", "email": "jose@x.example"}),
        ("Name: Jean-Luc O'Neill\nE-mail: JL@X.Example.", {"name": "Jean-Luc O'Neill", "email": "jl@x.example"}),
        ("Software Engineer\nResume\n2015 - 2019 2020 - 2024", {}),
        ("प्रिया शर्मा\npriya@x.example", {"name": "प्रिया शर्मा", "email": "priya@x.example"}),
        ("a" * 50_000 + "@" * 50_000 + "1" * 50_000, {}),
    ],
)  # fmt: skip
def test_contact_fields_are_taken_only_when_they_are_plain(text: str, found: dict[str, str]) -> None:
    fields = find(Content([Line(line) for line in text.split("\n")]))["fields"]
    assert {name: fields[name] for name in ("name", "email", "phone", "linkedin") if name in fields} == found
