"""From what a model said to what may be kept: only what the CV bears out, in plain words of bounded length."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Any

from arbeit_candidates.ai.evidence import CvText
from arbeit_candidates.ai.forms import ClaimForm, ProfileForm, StoryForm
from arbeit_candidates.ai.local import Wanted, fit_of, headline_of
from arbeit_candidates.cv.finding.harmless import harmless
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.story import Claim, Passage, SkillFit, Story, StoryRun
from arbeit_candidates.domain.words import fold

_SENTENCE, _LINE = 400, 200
_MOST_CLAIMS, _MOST_PASSAGES, _MOST_LINES = 8, 3, 8
_MOST_ENTRIES, _MOST_SKILLS = 30, 60
# No link, no markup: a story is read and sent on, and whatever it holds comes from a stranger in the end.
_MARKUP = r"https?:|\S@\S|www\.|mailto:|data:|javascript:|<[a-z!/?]|\]\(|\{\{|\$\{|BEGIN:V|END:V"
_ALIEN = re.compile(_MARKUP + r"|\b[\w-]+\.(?:com|org|xyz|ru|cn|example)\b", re.IGNORECASE)


def profile(form: ProfileForm, cv: CvText) -> dict[str, Any]:
    """The fields whose values stand in the CV. Who he is and what he is called stays with the rules."""
    fields: dict[str, Any] = {
        "summary": _literal_lines(form.summary, cv, 1500),
        "skills": [skill for each in form.skills[: 2 * _MOST_SKILLS] if (skill := _literal(each, cv, 80))][
            :_MOST_SKILLS
        ],
        "experience": [],
        "education": [],
    }
    for job in form.experience[:_MOST_ENTRIES]:
        entry: dict[str, Any] = {name: _literal(getattr(job, name), cv) for name in ("title", "company", "location")}
        entry |= {name: _date(getattr(job, name), cv) for name in ("start_date", "end_date")}
        entry["description"] = _literal_lines(job.description, cv, 2000)
        if entry["title"] or entry["company"]:
            fields["experience"].append({name: value for name, value in entry.items() if value})
    for study in form.education[:_MOST_ENTRIES]:
        entry = {name: _literal(getattr(study, name), cv) for name in ("degree", "institution", "field")}
        entry |= {name: _year(getattr(study, name), cv) for name in ("start_year", "end_year")}
        if entry["degree"] or entry["institution"]:
            fields["education"].append({name: value for name, value in entry.items() if value})
    return {name: value for name, value in fields.items() if value}


def story(form: StoryForm, c: Candidate, cv: CvText, wanted: Wanted, run: StoryRun, at: datetime) -> Story:
    """The story without what the CV does not bear out."""
    headline = _claim(form.headline, cv)
    told = [_claim(each, cv) for each in form.summary[:_MOST_CLAIMS]]
    strengths = [_claim(each, cv) for each in form.strengths[:_MOST_CLAIMS]]
    fit = _fit(form, c, cv, wanted)
    return Story(
        source="model",
        why_local=None,
        headline=headline.text[:_LINE] if headline else headline_of(c),
        summary=" ".join(claim.text for claim in told if claim),
        strengths=[claim for claim in strengths if claim],
        gaps=_lines(form.gaps),
        fit=fit,
        questions=_lines(form.questions),
        dropped_claims=(headline is None) + told.count(None) + strengths.count(None),
        generated_at=at,
        run=run,
    )


def _fit(form: StoryForm, c: Candidate, cv: CvText, wanted: Wanted) -> list[SkillFit]:
    """The job's skills and no others; what the model adds to the rule is a passage, or `partly`."""
    said = {fold(each.skill): each for each in form.fit[:200]}
    found = []
    for each in fit_of(cv, c.skills, wanted):
        answer = said.get(fold(each.skill))
        passages = _passages(answer.evidence, cv) if answer is not None and answer.met != "not_shown" else []
        if answer is not None and passages:
            met = "shown" if each.met == "shown" else answer.met
            each = each.model_copy(update={"met": met, "evidence": passages})
        found.append(each)
    return found


def _claim(form: ClaimForm, cv: CvText) -> Claim | None:
    text, evidence = plain(form.text, _SENTENCE), _passages(form.evidence, cv)
    return Claim(text=text, evidence=evidence) if text and evidence else None


def _passages(said: list[str], cv: CvText) -> list[Passage]:
    found = [cv.find(each) for each in said[: 2 * _MOST_PASSAGES] if len(each) <= _SENTENCE]
    return [each for each in found if each is not None][:_MOST_PASSAGES]


def _lines(said: list[str]) -> list[str]:
    lines = [plain(each, _LINE) for each in said[: 2 * _MOST_LINES]]
    return [line for line in lines if line][:_MOST_LINES]


def plain(text: str, longest: int) -> str:
    """One line of visible characters, cut at a word; empty when it holds a link or markup."""
    seen = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", text[: 4 * longest])
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    line = " ".join(seen.split()).lstrip("=+@\t-")
    if _ALIEN.search(line):
        return ""
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def _literal(value: str | None, cv: CvText, longest: int = _LINE) -> str | None:
    if not value or len(value) > longest or not harmless(value):
        return None
    passage = cv.find(value)
    return " ".join(passage.text.split()) if passage else None


def _literal_lines(value: str | None, cv: CvText, longest: int) -> str | None:
    """The lines of a text that stand in the CV."""
    kept = []
    for line in (value or "")[: 2 * longest].split("\n"):
        bare = line.strip(" \t•*-–")
        if len(bare) <= 2 * _SENTENCE and (_found(bare, cv)):
            kept.append(bare)
    return "\n".join(kept)[:longest] or None


def _found(line: str, cv: CvText) -> bool:
    """Long lines by sentences: a passage has a greatest length."""
    parts = re.split(r"(?<=[.!?;])\s+", line) if len(line) > _SENTENCE else [line]
    return bool(line) and all(cv.holds(part) for part in parts if part)


def _date(value: str | None, cv: CvText) -> str | None:
    match = re.fullmatch(r"((?:19|20)\d\d)(?:-(?:0[1-9]|1[0-2]))?", value or "")
    return value if match and match.group(1) in cv.text else None


def _year(value: int | None, cv: CvText) -> int | None:
    return value if value and 1900 <= value <= 2100 and str(value) in cv.text else None
