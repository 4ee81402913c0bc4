"""The chain: what was written is proved, and every kind of tampering is named."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from arbeit_audit.domain.chain import GENESIS, Appended, Fault, Head, Signer, Walk, append, erased_ids
from arbeit_audit.domain.entry import Entry, Sealed, hash_of
from arbeit_audit.domain.mapping import draft_of
from arbeit_events import Envelope

AT = datetime(2026, 1, 30, 10, tzinfo=UTC)
Golden = Callable[[str], Envelope]


@pytest.fixture
def written(every_event: list[Envelope], signer: Signer) -> Appended:
    return append(Head(), [draft_of(event) for event in every_event], signer, AT)


def first_fault(entries: list[Entry]) -> Fault | None:
    return Walk().follow(entries)


def index_of(written: Appended, action_type: str) -> int:
    return next(index for index, entry in enumerate(written.entries) if entry.action_type == action_type)


def test_what_was_written_verifies(written: Appended, signer: Signer) -> None:
    walk = Walk()
    assert walk.follow(written.entries) is None
    assert (walk.number, walk.entry_hash) == (written.head.number, written.head.entry_hash)
    assert signer.genuine(written.head)
    assert written.entries[0].previous_hash == GENESIS
    assert [entry.number for entry in written.entries] == list(range(1, len(written.entries) + 1))


def test_appends_in_two_steps_give_one_chain(every_event: list[Envelope], signer: Signer) -> None:
    drafts = [draft_of(event) for event in every_event]
    first = append(Head(), drafts[:20], signer, AT)
    second = append(first.head, drafts[20:], signer, AT)
    assert first_fault([*first.entries, *second.entries]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": "user_x"},
        {"new_value": {"status": "open"}},
        {"timestamp": AT + timedelta(milliseconds=1)},
        {"guard": "jobs:read"},
        {"action_type": "JOB_UPDATE"},
        {"metadata": {}},
        {"log_id": "log_x"},
    ],
)
def test_an_edited_entry_is_named(written: Appended, change: dict[str, object]) -> None:
    entries = list(written.entries)
    entries[6] = entries[6].model_copy(update=change)
    assert first_fault(entries) == Fault(7, "altered")


def test_an_edited_entry_with_its_hash_made_anew_is_found_at_the_next(written: Appended) -> None:
    entries = list(written.entries)
    forged = entries[6].model_copy(update={"user_id": "user_x"})
    entries[6] = forged.model_copy(update={"entry_hash": hash_of(forged.previous_hash, forged, 7)})
    assert first_fault(entries) == Fault(8, "not-linked")


def test_a_deleted_entry_is_missing(written: Appended) -> None:
    entries = list(written.entries)
    del entries[6]
    assert first_fault(entries) == Fault(7, "missing")


def test_an_inserted_or_swapped_entry_is_found(written: Appended) -> None:
    entries = list(written.entries)
    assert first_fault([*entries[:7], entries[6], *entries[7:]]) == Fault(7, "duplicate")
    swapped = [
        *entries[:6],
        entries[7].model_copy(update={"number": 7}),
        entries[6].model_copy(update={"number": 8}),
    ]
    assert first_fault(swapped) == Fault(7, "not-linked")


def test_a_cut_tail_cannot_be_signed_without_the_key(written: Appended, signer: Signer) -> None:
    cut = written.entries[-3]
    forged = written.head.model_copy(update={"number": cut.number, "entry_hash": cut.entry_hash})
    assert not signer.genuine(forged)
    stranger = Signer.from_secrets("another secret, 0123456789abcdef0123456789")
    theirs = stranger.head(cut.number, cut.entry_hash, 0, None)
    assert not signer.genuine(theirs)
    assert not signer.knows(theirs)


def test_a_checkpoint_is_no_head(written: Appended, signer: Signer) -> None:
    assert written.checkpoint is not None
    as_head = Head(
        number=written.checkpoint.number,
        entry_hash=written.checkpoint.entry_hash,
        key_id=written.checkpoint.key_id,
        mac=written.checkpoint.mac,
    )
    assert signer.genuine(written.checkpoint)
    assert not signer.genuine(as_head)


def test_a_signature_of_the_previous_secret_still_holds_while_it_rolls_over() -> None:
    old, new = "the old secret, 0123456789abcdef0123", "the new secret, 0123456789abcdef0123"
    signed = Signer.from_secrets(old).head(3, "ab", 0, None)
    assert Signer.from_secrets(new, old).genuine(signed)
    assert not Signer.from_secrets(new).genuine(signed)


def test_erasing_personal_values_keeps_the_chain(written: Appended) -> None:
    index = index_of(written, "CANDIDATE_CREATE")
    entry = written.entries[index]
    erased = entry.model_copy(update={"personal": {**entry.personal, "subject": None}})
    entries = [*written.entries[:index], erased, *written.entries[index + 1 :]]
    assert first_fault(entries) is None
    assert erased_ids(entry) == {}
    assert erased_ids(erased) == {"subject": [entry.entity_id]}


def test_altered_personal_values_are_found(written: Appended) -> None:
    index = index_of(written, "CANDIDATE_CREATE")
    entry = written.entries[index]
    sealed = entry.personal["subject"]
    assert sealed is not None
    forged = Sealed(salt=sealed.salt, values={"new_value": {"name": "Somebody Else"}})
    entries = list(written.entries)
    entries[index] = entry.model_copy(update={"personal": {**entry.personal, "subject": forged}})
    assert first_fault(entries) == Fault(entry.number, "personal-values-altered")


def test_equal_values_have_unequal_commitments(golden: Golden) -> None:
    event = golden("CandidateCreated")
    one, other = draft_of(event), draft_of(event)
    assert one.commitments["subject"].digest != other.commitments["subject"].digest


def test_a_checkpoint_comes_every_thousand_entries_or_hour(golden: Golden, signer: Signer) -> None:
    draft = draft_of(golden("JobCreated"))
    first = append(Head(), [draft], signer, AT)
    assert first.checkpoint is not None
    soon = append(first.head, [draft] * 999, signer, AT + timedelta(minutes=59))
    assert soon.checkpoint is None
    assert append(soon.head, [draft], signer, AT + timedelta(minutes=59)).checkpoint is not None
    assert append(soon.head, [draft], signer, AT + timedelta(minutes=60)).checkpoint is not None
    assert append(soon.head, [], signer, AT + timedelta(hours=5)).checkpoint is None


def test_an_entry_survives_the_database_form(written: Appended) -> None:
    for entry in written.entries:
        assert Entry.model_validate(entry.model_dump()) == entry
