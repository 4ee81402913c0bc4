"""The text as lines with their places, and the sections they form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from arbeit_candidates.cv.page import Line

_SNIPPET = 160


class Span(NamedTuple):
    """From `start` to before `end` in the whole text."""

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text."""

    text: str
    start: int
    page: int
    size: float

    def span(self, start: int = 0, end: int | None = None) -> Span:
        return Span(self.start + start, self.start + (len(self.text) if end is None else end), self.page)


@dataclass(slots=True)
class Section:
    """A heading and the rows beneath it. `kind` is one of `SECTIONS`, or `top` for what comes before the first."""

    kind: str
    title: str
    rows: list[Row] = field(default_factory=list)
    heading: Row | None = None


@dataclass(slots=True)
class Found:
    """A value, and where it was read."""

    field: str
    value: Any
    span: Span
    index: int | None = None
    """Which entry of a list."""

    def told(self, text: str) -> dict[str, Any]:
        snippet = text[self.span.start : min(self.span.end, self.span.start + _SNIPPET)]
        return {
            "field": self.field,
            "index": self.index,
            "page": self.span.page,
            "start": self.span.start,
            "end": self.span.end,
            "snippet": " ".join(snippet.split()),
        }


SECTIONS: dict[str, str] = {
    "summary": "summary|profile|about|about me|objective|professional summary|executive summary|career objective"
    "|personal statement|personal profile|career summary|profile summary|summary of qualifications|overview"
    "|professional profile|career profile|kurzprofil|profil|über mich|zusammenfassung|resumen|perfil|sobre mí"
    "|résumé|à propos|profilo|perfil profesional|profil professionnel|introduction|objectives"
    "|professional objective|career highlights|bio|biography|who am i|kurzvorstellung|presentation"
    "|présentation|resumo",
    "experience": "experience|work experience|professional experience|employment|employment history|work history"
    "|career history|relevant experience|professional background|positions held|experience summary|career"
    "|industry experience|internships|internship experience|berufserfahrung|beruflicher werdegang"
    "|praktische erfahrung|experiencia|experiencia laboral|experiencia profesional|expérience|expériences"
    "|expérience professionnelle|expériences professionnelles|esperienza|esperienze|esperienza lavorativa"
    "|esperienze professionali|work|experience and employment|professional experiences|research experience"
    "|teaching experience|werdegang|working experience|employment experience|professional history|job history"
    "|jobs|career experience|related experience|other experience|additional experience|clinical experience"
    "|work and employment|vocational experience|arbeitserfahrung|beruf|beruflicher hintergrund|berufspraxis"
    "|praktika|parcours|parcours professionnel|emplois|stages|vida laboral|trayectoria profesional"
    "|experiência|experiência profissional|esperienza professionale|werkervaring|doświadczenie"
    "|doświadczenie zawodowe|arbetslivserfarenhet|erhvervserfaring",
    "education": "education|academic background|education and training|educational background|qualifications"
    "|academic qualifications|educational qualifications|academics|academic history|studies"
    "|education and qualifications|academic credentials|degrees|ausbildung|bildung|studium|schulbildung"
    "|educación|formación|formación académica|formation|formations|études|istruzione|istruzione e formazione"
    "|bildungsweg|scholastics|education history|academic education|school education|schulische ausbildung"
    "|akademische ausbildung|schule|parcours scolaire|parcours académique|diplômes|formation initiale"
    "|formation académique|scolarité|estudios|educación y formación|formação|formação acadêmica"
    "|titoli di studio|opleiding|opleidingen|wykształcenie|utbildning|uddannelse",
    "skills": "skills|technical skills|key skills|core skills|core competencies|competencies|technologies|tech stack"
    "|areas of expertise|expertise|skills and tools|skill set|skills summary|professional skills"
    "|computer skills|it skills|tools|tools and technologies|technical expertise|technical proficiencies"
    "|programming languages|programming skills|technical summary|skills and abilities|strengths|soft skills"
    "|hard skills|key competencies|skills and competencies|skills and expertise|kenntnisse|fähigkeiten"
    "|it kenntnisse|edv kenntnisse|kompetenzen|habilidades|competencias|aptitudes|compétences"
    "|compétences techniques|competenze|competenze tecniche|additional skills|relevant skills"
    "|technical knowledge|technical toolbox|personal skills|personal skills and competences|social skills"
    "|digital skills|digital competences|computer literacy|computer knowledge|computer knowledges"
    "|skills and knowledge|knowledge|core strengths|technical proficiency|software|software skills"
    "|informatique|connaissances|connaissances informatiques|compétences informatiques|compétences clés"
    "|savoir faire|conocimientos|conocimientos técnicos|competências|fachkenntnisse|edv|soziale kompetenzen"
    "|vaardigheden|umiejętności|kompetenser",
    "projects": "projects|personal projects|selected projects|academic projects|key projects|side projects|projekte"
    "|proyectos|projets|progetti|project experience|open source|portfolio|open source projects"
    "|open source contributions|notable projects|recent projects|professional projects|research projects"
    "|projets personnels|proyectos personales|eigene projekte",
    "languages": "languages|language skills|language|sprachen|sprachkenntnisse|idiomas|langues|lingue"
    "|language proficiency"
    "|language knowledge|languages spoken|spoken languages|foreign languages|langues étrangères"
    "|compétences linguistiques|fremdsprachen|idiomas extranjeros|línguas|competenze linguistiche|talen"
    "|języki|språk|sprog",
    "certifications": "certifications|certificates|licenses|certifications and licenses"
    "|licenses and certifications|training"
    "|courses|courses and certifications|professional development|zertifikate|weiterbildung|certificaciones"
    "|certificats|certificazioni|professional certifications|trainings|relevant coursework|coursework"
    "|licensure|certification|credentials|professional training|continuing education|fort und weiterbildung"
    "|formation continue|formations complémentaires|formación complementaria|corsi",
    "awards": "awards|honors|honours|achievements|honors and awards|awards and honors|accomplishments|scholarships"
    "|auszeichnungen|premios|distinctions|key achievements|awards and achievements|honors and scholarships"
    "|fellowships|prizes|grants|prix|stipendien",
    "publications": "publications|selected publications|papers|patents|presentations|talks|publikationen"
    "|research|conferences"
    "|publications and presentations|research interests",
    "volunteering": "volunteering|volunteer experience|volunteer work|community service"
    "|extracurricular activities|activities"
    "|leadership|leadership experience|ehrenamt|voluntariado|leadership and activities|affiliations"
    "|memberships|professional affiliations|professional memberships|extracurriculars|community involvement"
    "|volunteer|volunteer work and experience|bénévolat|engagement|soziales engagement|volontariato",
    "interests": "interests|hobbies|hobbies and interests|interests and hobbies|personal interests|interessen|hobbys"
    "|intereses|centres d'intérêt|loisirs|interessi|leisure|leisure activities|other interests"
    "|centre d'intérêt|centres d'intérêts|aficiones|freizeit|interesses",
    "references": "references|referees|referenzen|referencias|références|referenze",
    "contact": "contact|contact details|contact information|contact info|personal details|personal information"
    "|personal data|kontakt|persönliche daten|angaben zur person|datos personales|contacto|coordonnées"
    "|contatti|dati personali|details|personal info|links|social|contacts|get in touch|persoonlijke gegevens"
    "|état civil|informations personnelles",
    "additional": "additional information|other|miscellaneous|other information|additional|declaration"
    "|further information"
    "|divers|sonstiges|otros|varie|autres informations",
}
_KIND = {title: kind for kind, titles in SECTIONS.items() for title in titles.split("|")}
# Capitals set apart from small ones, or a font without spaces: "E DUCATION", "Workexperience".
_CLOSED_UP = {title.replace(" ", ""): kind for title, kind in _KIND.items() if len(title) > 4}
_BARE = frozenset(["volunteer", "jobs", "stages", "software", "knowledge", "engagement", "beruf", "schule", "bio"])
"""Words that also stand in a line of their own without being headings."""
_STRONG = ("experience", "education", "skills")
_SMALLER = 0.85
_DECOR = re.compile(r"\A[^\w]+|\A(?:\d{1,2}|[IVX]{1,4})[.)]\s+|[^\w)]+\Z")
_AND = re.compile(r"\s*[&/+,]\s*|\s+(?:und|y|et|e)\s+")
_LONGEST = 44


def rows_of(lines: list[Line]) -> list[Row]:
    """The lines with their places in the text that joins them by line breaks."""
    rows: list[Row] = []
    at = 0
    for line in lines:
        title, beside, rest = line.text.partition("\t")
        # A heading in the margin, beside the first line of what it names.
        if beside and (not rows or not rows[-1].text) and title.strip()[:1].isupper() and heading_kind(title.strip()):
            rows.append(Row(title, at, line.page, line.size))
            rows.append(Row(rest, at + len(title) + 1, line.page, line.size))
        else:
            rows.append(Row(line.text, at, line.page, line.size))
        at += len(line.text) + 1
    return rows


def heading_kind(text: str) -> str | None:
    """The kind of section that a line opens; None for any other line."""
    if not 2 < len(text) <= _LONGEST or text.count("\t") > 1:
        return None
    words = text
    for _ in range(2):
        words = _DECOR.sub("", words)
    if re.fullmatch(r"(?:\w ){3,}\w", words):  # S K I L L S
        words = words.replace(" ", "")
    words = _AND.sub(" and ", " ".join(words.split()).casefold()).replace("-", " ")
    words = words.replace("’", "'")
    if words in _KIND:
        return _KIND[words]
    first = words.split(" and ")[0]
    # "Education & awards", "Skills / interests": the first one names it.
    if first != words and len(words.split()) <= 5:
        return _KIND.get(first)
    return _CLOSED_UP.get(words.replace(" ", ""))


def sections_of(rows: list[Row]) -> list[Section]:
    """The text cut at its headings."""
    headings = _headings(rows)
    found = [Section("top", "")]
    for at, row in enumerate(rows):
        if at in headings:
            found.append(Section(headings[at], " ".join(row.text.strip(" :–-—_|•").split()), heading=row))
        else:
            found[-1].rows.append(row)
    return found


def _headings(rows: list[Row]) -> dict[int, str]:
    """The kinds of the rows that open a section."""
    found: dict[int, str] = {}
    for at, row in enumerate(rows):
        kind = heading_kind(row.text)
        # "Education" after a date, "skills" in mid-sentence: headings begin with a capital or are all of the line.
        if kind is None or row.text[:1].islower():
            continue
        if row.text.strip(" :").casefold() in _BARE and not (row.text.isupper() or at == 0 or not rows[at - 1].text):
            continue
        found[at] = kind
    # "Courses" beneath a school, "Language" among skills: smaller than the headings of the page that came before.
    strong = [at for at, kind in found.items() if kind in _STRONG and rows[at].size]
    if not strong:
        return found
    level = _SMALLER * sorted(rows[at].size for at in strong)[len(strong) // 2]
    return {
        at: kind for at, kind in found.items() if at <= strong[0] or kind in _STRONG or not 0 < rows[at].size < level
    }
