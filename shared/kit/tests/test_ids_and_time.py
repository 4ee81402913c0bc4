"""Ids sort by creation; times are UTC, and wall clocks with their gaps are read rightly."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from arbeit_kit import ids, time
from arbeit_kit.problem import Problem


class Stamped(BaseModel):
    at: time.Instant


def test_ids_made_one_after_the_other_sort_in_that_order() -> None:
    made = [ids.new("cand") for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
    assert all(len(ids.tail(each)) == 26 and each.startswith("cand_") for each in made)


def test_an_id_tells_when_it_was_made() -> None:
    before = time.now()
    assert before <= ids.time_of(ids.new("job")) <= time.now()
    at = datetime(2024, 2, 29, 12, 0, 0, 123000, UTC)
    assert ids.time_of(ids.new("job", at)) == at


def test_ids_backdated_sort_by_their_date() -> None:
    early, late = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, 0, 0, 0, 1000, UTC)
    assert ids.new("x", early) < ids.new("x", late)


@pytest.mark.parametrize("text", ["", "job_", "job_short", "job_" + "u" * 26, "job_" + "z" * 26, "job_" + "É" * 26])
def test_what_is_no_id_has_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        ids.time_of(text)


def test_now_has_milliseconds_only() -> None:
    assert time.now().microsecond % 1000 == 0
    assert time.now().tzinfo is UTC


def test_a_moment_is_kept_in_utc_and_written_with_z() -> None:
    stamped = Stamped.model_validate({"at": "2026-01-31T15:00:00.123999+05:30"})
    assert stamped.at == datetime(2026, 1, 31, 9, 30, 0, 123000, UTC)
    assert stamped.model_dump_json() == '{"at":"2026-01-31T09:30:00.123Z"}'
    assert isinstance(stamped.model_dump()["at"], datetime)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-31T15:00:00",  # no offset
        "2026-01-31",
        1769850000,
        "1769850000",
        "9999-12-31T23:59:59-23:00",
        "0001-01-01T00:00:00+23:00",
        True,
        None,
        "2026-02-30T00:00:00Z",
        "x" * 10_000,
    ],
)
def test_what_is_no_moment_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Stamped.model_validate({"at": value})


def test_iso_takes_no_naive_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        time.iso(datetime(2026, 1, 1))  # noqa: DTZ001


def test_an_unknown_zone_is_a_422_on_time_zone() -> None:
    assert time.zone("Asia/Kolkata").key == "Asia/Kolkata"
    for name in ("Mars/Olympus", "../etc/passwd", "America", "localtime", "asia/kolkata", "", "\0"):
        with pytest.raises(Problem) as caught:
            time.zone(name)
        assert (caught.value.status, caught.value.errors[0].field) == (422, "time_zone")


BERLIN = ZoneInfo("Europe/Berlin")


def test_a_time_that_the_clocks_skip_does_not_exist() -> None:
    with pytest.raises(ValueError, match="does not exist in Europe/Berlin"):
        time.resolve_local(datetime(2026, 3, 29, 2, 30), BERLIN)  # noqa: DTZ001


def test_a_time_that_occurs_twice_means_the_first() -> None:
    assert time.resolve_local(datetime(2026, 10, 25, 2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # noqa: DTZ001


def test_the_edges_of_gap_and_overlap() -> None:
    def at(*parts: int) -> datetime:
        return time.resolve_local(datetime(*parts), BERLIN)  # type: ignore[arg-type,misc]  # noqa: DTZ001

    assert at(2026, 3, 29, 1, 59) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert at(2026, 3, 29, 3, 0) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert at(2026, 10, 25, 3, 0) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)),  # noqa: DTZ001
    st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_a_time_that_exists_comes_back_as_it_was(naive: datetime, name: str) -> None:
    zone = time.zone(name)
    try:
        moment = time.resolve_local(naive, zone)
    except ValueError:
        return
    local = moment.astimezone(zone).replace(tzinfo=None)
    assert naive - local < timedelta(milliseconds=1)
