"""Which passwords are taken, and that they are compared whole."""

import asyncio
import unicodedata
from types import SimpleNamespace

import pytest

from arbeit_auth.domain.errors import NotValid
from arbeit_auth.domain.password import is_common, must_be_good
from arbeit_auth.passwords import Hasher
from arbeit_kit.problem import Problem

EMAIL = "asha.rao@mail.example"


def _hasher(threads: int = 2, queue: int = 20, cost: int = 4) -> Hasher:
    settings = SimpleNamespace(password_key=None, bcrypt_cost=cost, hash_threads=threads, hash_queue=queue)
    return Hasher(settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Passw0rd!2026", "P@$$w0rd12345", "123456789012", "qwertyuiop12", "aaaaaaaaaaaa",
        "abcabcabcabc", "arbeit-admin-2026", "TalentPortal123", "welcome-to-arbeit", "iloveyou12345", "asdfghjkl12345",
        "correct horse battery staple", "1q2w3e4r5t6y", "zxcvbnmasdfgh", "Summer2026Summer", "letmein-letmein",
    ],
)  # fmt: skip
def test_what_every_guessing_program_tries_is_refused(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    [
        "violet kettle marsh 7",
        "tulip-Gravel-19-osprey",
        "मेरा नया पासवर्ड है",
        "Tr0ub4dor&3xyz",
        "лиса и виноград 4",
        "x7$kQ9!mZ2@w",
    ],
)
def test_passphrases_in_any_script_are_taken(password: str) -> None:
    must_be_good(password, email=EMAIL)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "too-short"),
        ("elevenchars", "too-short"),
        ("é" * 11, "too-short"),
        ("e\u0301" * 11, "too-short"),  # eleven characters, however they are spelt
        ("x7$kQ9!mZ2@w" * 11, "too-long"),
        ("a" * 3_000_000, "too-long"),
        (EMAIL.upper(), "is-email"),
        ("asha.rao" * 2, "is-email"),
    ],
)
def test_length_and_the_own_address_count(password: str, code: str) -> None:
    with pytest.raises(NotValid) as refused:
        must_be_good(password, email=EMAIL)
    assert refused.value.code == code
    assert password not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    [
        "x" * 72,
        "x" * 73,
        "é" * 100,
        "ü" * 36,
        "漢" * 64,
        "नि" * 40,
        "nul\x00in the middle",
        " leading space",
        "🙂" * 128,
    ],
)
async def test_every_byte_counts(password: str) -> None:
    hasher = _hasher()
    stored = await hasher.hash(password)
    assert len(stored) == 60
    assert await hasher.matches(password, stored)
    for other in (password + "x", password[:-1], password[:-1] + "y", password.replace("\x00", ""), password[:72]):
        assert await hasher.matches(other, stored) is (other == password)


async def test_two_spellings_of_one_text_are_one_password() -> None:
    hasher = _hasher()
    stored = await hasher.hash(unicodedata.normalize("NFD", "Żółć na języku é"))
    assert await hasher.matches(unicodedata.normalize("NFC", "Żółć na języku é"), stored)


async def test_the_application_key_is_part_of_the_hash() -> None:
    from pydantic import SecretStr

    hasher = _hasher()
    settings = SimpleNamespace(password_key=SecretStr("k" * 40), bcrypt_cost=4, hash_threads=1, hash_queue=1)
    keyed = Hasher(settings)  # type: ignore[arg-type]
    assert not await keyed.matches("violet kettle", await hasher.hash("violet kettle"))


async def test_nobody_has_no_password() -> None:
    hasher = _hasher()
    assert not await hasher.matches("", None)
    assert not await hasher.matches("x" * 5_000_000, await hasher.hash("x" * 128))


async def test_a_full_queue_refuses_before_it_computes() -> None:
    hasher = _hasher(threads=1, queue=2, cost=10)
    answers = await asyncio.gather(*(hasher.hash("violet kettle") for _ in range(8)), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Problem)]
    assert len(refused) == 5
    assert {answer.status for answer in refused} == {429}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)
    assert await hasher.hash("violet kettle")  # the places are free again


async def test_a_caller_who_leaves_does_not_free_a_place_that_is_worked_on() -> None:
    hasher = _hasher(threads=1, queue=0, cost=10)
    task = asyncio.create_task(hasher.hash("violet kettle"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(Problem):
        await hasher.hash("violet kettle")
