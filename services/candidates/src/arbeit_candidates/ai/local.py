"""A plain story without a model: only what was found in the CV, put in order. The same CV and job give the same one."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from arbeit_candidates.ai.evidence import CvText
from arbeit_candidates.cv.reading import Reading
from arbeit_candidates.domain.candidate import Candidate
from arbeit_candidates.domain.story import Claim, Passage, SkillFit, Story
from arbeit_candidates.domain.words import fold

_MOST_STRENGTHS = 5
_MOST_QUESTIONS = 6


class Wanted(NamedTuple):
    """What a job asks for."""

    title: str
    client_name: str
    required: list[str]
    nice_to_have: list[str]


def fit_of(cv: CvText, skills: list[str], wanted: Wanted) -> list[SkillFit]:
    """Each skill of the job: whether the CV names it. Skills a person entered count without a passage."""
    known = {fold(skill) for skill in skills}
    found = []
    for kind, names in (("required", wanted.required), ("nice_to_have", wanted.nice_to_have)):
        for name in names:
            passage = cv.find(name)
            met: Literal["shown", "not_shown"] = "shown" if passage or fold(name) in known else "not_shown"
            evidence = [_around(cv, passage)] if passage else []
            found.append(SkillFit(skill=name, kind=kind, met=met, evidence=evidence))
    return found


def headline_of(c: Candidate) -> str:
    """`Backend Developer, 8 years of experience`."""
    years = _years(c.experience)
    role = c.current_role or next((str(entry["title"]) for entry in c.experience if entry.get("title")), None)
    parts = [role or "Candidate"]
    if years:
        parts.append(f"{years} {'year' if years == 1 else 'years'} of experience")
    return ", ".join(parts)[:200]


def story_of(
    c: Candidate,
    reading: Reading,
    wanted: Wanted,
    why: Literal["no-model", "budget", "model-failed"],
    at: datetime,
) -> Story:
    """What the CV shows for this job, by rule."""
    cv = CvText(reading)
    fit = fit_of(cv, c.skills, wanted)
    shown = [each for each in fit if each.met == "shown"]
    missing = [each for each in fit if each.met == "not_shown" and each.kind == "required"]
    strengths = [Claim(text=f"Names {each.skill}, which the job asks for.", evidence=each.evidence) for each in shown]
    return Story(
        source="local",
        why_local=why,
        headline=headline_of(c),
        summary=_summary(c, wanted, fit),
        strengths=[claim for claim in strengths if claim.evidence][:_MOST_STRENGTHS],
        gaps=[f"The CV does not show {each.skill}, which the job requires." for each in missing],
        fit=fit,
        questions=_questions(c, missing, shown),
        dropped_claims=0,
        generated_at=at,
        run=None,
    )


def _summary(c: Candidate, wanted: Wanted, fit: list[SkillFit]) -> str:
    sentences = [f"{c.name} applies for {wanted.title}." if wanted.title else f"This is the application of {c.name}."]
    jobs = [entry for entry in c.experience if entry.get("title") or entry.get("company")]
    if jobs:
        last = " at ".join(str(jobs[0][name]) for name in ("title", "company") if jobs[0].get(name))
        many = f"{len(jobs)} positions, the first of them "
        sentences.append(f"The CV lists {many if len(jobs) > 1 else 'one position: '}{last}.")
    if c.education:
        study = ", ".join(str(c.education[0][name]) for name in ("degree", "institution") if c.education[0].get(name))
        sentences.append(f"Education: {study}.")
    required = [each for each in fit if each.kind == "required"]
    if required:
        named = sum(each.met == "shown" for each in required)
        skills = "skill" if len(required) == 1 else "skills"
        sentences.append(f"It names {named} of {len(required)} required {skills}.")
    return " ".join(sentences)[:2000]


def _questions(c: Candidate, missing: list[SkillFit], shown: list[SkillFit]) -> list[str]:
    asked = [f"Have you worked with {each.skill}? Tell us about it." for each in missing]
    asked += [f"What is the largest thing you did with {each.skill}?" for each in shown[:2]]
    if c.experience and c.experience[0].get("company"):
        asked.append(f"What would you change about your work at {c.experience[0]['company']}?")
    return asked[:_MOST_QUESTIONS]


def _years(experience: list[dict[str, Any]]) -> int:
    """From the first year named to the last; a job that lasts counts to the latest year that the CV names."""
    named = [
        int(str(entry[name])[:4])
        for entry in experience
        for name in ("start_date", "end_date")
        if str(entry.get(name) or "")[:4].isdigit()
    ]
    return max(named) - min(named) if named else 0


def _around(cv: CvText, passage: Passage) -> Passage:
    """The line of the CV around a word: a word alone shows nothing."""
    start = max(cv.text.rfind("\n", 0, passage.start) + 1, passage.start - 120)
    end = cv.text.find("\n", passage.end)
    end = min(len(cv.text) if end < 0 else end, passage.end + 120)
    return Passage(text=cv.text[start:end], page=passage.page, start=start, end=end)
