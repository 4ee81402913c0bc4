"""Text without traps; addresses in one form; numbers that are numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from arbeit_kit import text


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")
    line: text.Line = ""
    name: text.Name = "x"
    several: text.Text = ""
    email: text.Email = "a@b.example"
    url: text.HttpsUrl = "https://a.example"
    whole: text.Integer = 0
    number: text.Number = 0
    flag: text.Flag = False


class Patch(BaseModel):
    name: text.Name = text.absent()
    note: text.Line | None = text.absent()


def test_text_is_stripped_and_nfc() -> None:
    assert Form(line="  Zoe\u0308  ").line == "Zo\u00eb"
    assert Form(several="a\r\nb\rc\u2028d").several == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "bad", ["a\0b", "a\nb", "a\rb", "a\x1bb", "a\x85b", "a\u2028b", "a\ud800b", "x" * 201, "\t.\t."]
)
def test_a_line_is_one_line_without_control_characters(bad: str) -> None:
    with pytest.raises(ValidationError):
        Form.model_validate({"line": bad})


@pytest.mark.parametrize("bad", ["a\0b", "a\x0bb", "\udfff", "x" * 20_001])
def test_text_of_several_lines_has_no_control_characters_either(bad: str) -> None:
    with pytest.raises(ValidationError):
        Form.model_validate({"several": bad})


def test_direction_marks_of_pasted_numbers_are_dropped() -> None:
    assert Form(line="\u202a+91 98765 43210\u202c").line == "+91 98765 43210"
    with pytest.raises(ValidationError):
        Form(name="\u202e")


def test_an_address_has_one_form() -> None:
    assert Form(email=" Ada.Lovelace@EXAMPLE.com ").email == "ada.lovelace@example.com"
    assert Form(email="a@m\u00fcnchen.example").email == "a@xn--mnchen-3ya.example"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "ada",
        "a@b",
        "a@@b.example",
        "a b@c.example",
        '"a b"@c.example',
        "a@b.example\nbcc:x@y.example",
        "\u0430da@example.com",  # Cyrillic a
        "a@b.example, c@d.example",
        "a" * 250 + "@b.example",
        "A <a@b.example>",
        "a@[127.0.0.1]",
    ],
)
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        Form(email=bad)


@pytest.mark.parametrize(
    "good", ["https://example.com", "https://Example.com:8443/a?b=c#d", "https://m\u00fcnchen.example/x"]
)
def test_an_https_link_is_kept_as_typed(good: str) -> None:
    assert Form(url=good).url == good


@pytest.mark.parametrize(
    "bad",
    [
        "http://example.com",
        "javascript:alert(1)",
        "https:example.com",
        "https://",
        "https://user:pw@example.com",
        "https://exa mple.com",
        "https://localhost",
        "https://example.com:99999",
        "https://[::1]/",
        "https://a..example",
        "//example.com",
        "data:text/html,x",
        "https://" + "a" * 3000,
        "https://example.com/\\@evil.example",
    ],
)
def test_other_links_are_refused(bad: str) -> None:
    with pytest.raises(ValidationError):
        Form(url=bad)


@pytest.mark.parametrize(("field", "bad"), [
    ("whole", "3"), ("whole", True), ("whole", 3.5), ("whole", 2**63), ("number", "3"), ("number", True),
    ("number", float("nan")), ("number", float("inf")), ("number", 1e300), ("flag", 1), ("flag", "true"), ("line", 3),
])  # fmt: skip
def test_numbers_are_numbers_and_flags_are_flags(field: str, bad: object) -> None:
    with pytest.raises(ValidationError):
        Form.model_validate({field: bad})


def test_a_whole_number_is_a_number() -> None:
    assert Form.model_validate({"number": 3}).number == 3.0


def test_an_absent_field_is_not_null() -> None:
    assert Patch.model_validate({}).model_dump(exclude_unset=True) == {}
    assert Patch.model_validate({"note": None}).model_dump(exclude_unset=True) == {"note": None}
    with pytest.raises(ValidationError):
        Patch.model_validate({"name": None})
    assert "default" not in Patch.model_json_schema()["properties"]["name"]
    assert "required" not in Patch.model_json_schema()


def test_words_are_folded_and_matched_by_their_beginnings() -> None:
    assert text.words("Senior C++ Engineer (Node.js)", None, "M\u00dcNCHEN", "C#") == [
        "c#",
        "c++",
        "engineer",
        "m\u00fcnchen",
        "node.js",
        "senior",
    ]
    assert text.matching("_k.words", "Sen ENG") == [
        {"_k.words": {"$elemMatch": {"$gte": "eng", "$lt": "eng\U0010ffff"}}},
        {"_k.words": {"$elemMatch": {"$gte": "sen", "$lt": "sen\U0010ffff"}}},
    ]
    assert text.matching("_k.words", "  (a+)+$ ") == [
        {"_k.words": {"$elemMatch": {"$gte": w, "$lt": w + "\U0010ffff"}}} for w in ("+", "a+")
    ]
    assert text.matching("_k.words", "---") == []


@given(st.text())
def test_what_a_line_accepts_it_accepts_unchanged_again(value: str) -> None:
    try:
        once = text.line(value)
    except ValueError:
        return
    assert text.line(once) == once


@given(st.text())
def test_printable_text_can_always_be_sent(value: str) -> None:
    text.printable(value).encode()
