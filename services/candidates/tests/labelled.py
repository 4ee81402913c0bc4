"""CVs of our own making, each with what it says: the regression set of the finder. None of these people exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from . import files, layouts
from .paper import WHITE, Paper

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Labelled:
    """A CV and the truth about it. `sections` are kinds; `jobs` and `schools` what the entries name."""

    make: Callable[[], bytes]
    kind: str
    name: str
    email: str
    phone: str
    sections: tuple[str, ...]
    jobs: tuple[tuple[str, str], ...] = ()
    schools: tuple[str, ...] = ()
    skills: tuple[str, ...] = field(default=())


def side_bar() -> bytes:
    """White on dark at the left, the story at the right; both start at the same height and run on their own."""
    paper = Paper()
    paper.box(0, 0, 190, 842, (0.1, 0.15, 0.3))
    left = """Contact
maria.lopez@mail.example
+34 612 345 678
Madrid, Spain

Skills
Java
Spring Boot
PostgreSQL
Docker
Kubernetes

Languages
Spanish (native)
English (C1)"""
    right = """Summary
Backend developer with eight years in payments. Likes small
services, clear contracts and nights without calls.

Experience
Senior Backend Developer
Banco Verde, Madrid
Jan 2020 - Present
- Cut the time of a settlement run from 4 h to 20 min
- Led a team of five
Java Developer
Tiendas Sur
Mar 2016 - Dec 2019
- Built the checkout of three shops

Education
BSc Computer Science, Universidad de Sevilla
2012 - 2016"""
    paper.text(205, 800, "María López García", 22)
    paper.lines(20, 760, left, 10, 15, WHITE)
    paper.lines(205, 760, right, 10, 13.3)
    return paper.bytes()


def right_dates() -> bytes:
    """One column with dates and places at the right margin, as LaTeX templates set it; links without an address."""
    paper = Paper(links=["mailto:t.nguyen@post.example", "https://www.linkedin.com/in/thao-nguyen-dev"])
    paper.text(220, 800, "Thao Nguyen", 24)
    paper.text(180, 780, "+1 (415) 555-0134 | E-mail | LinkedIn | GitHub", 9)
    y = 750.0
    for heading, entries in (
        (
            "Education",
            [("Stanford University", "Stanford, CA", "Master of Science in Statistics", "Sep. 2017 -- June 2019")],
        ),
        (
            "Experience",
            [
                ("Data Scientist", "July 2021 -- Present", "Acme Analytics", "San Francisco, CA"),
                ("Data Analyst", "Aug. 2019 -- June 2021", "Harbor Freight Lines", "Oakland, CA"),
            ],
        ),
    ):
        paper.text(60, y, heading.upper(), 12)
        y -= 18
        for one, two, three, four in entries:
            paper.text(60, y, one, 10)
            paper.text(430, y, two.replace("--", "–"), 10)
            paper.text(60, y - 13, three, 10)
            paper.text(430, y - 13, four.replace("--", "–"), 10)
            paper.text(70, y - 27, "• Built the models that the whole company plans its week by", 10)
            y -= 48
    paper.text(60, y, "TECHNICAL SKILLS", 12)
    paper.text(60, y - 16, "Languages: Python, R, SQL", 10)
    paper.text(60, y - 30, "Tools: Airflow, dbt, Tableau", 10)
    return paper.bytes()


def two_pages() -> bytes:
    """German, dates at the left, on two pages."""
    paper = Paper()
    paper.text(60, 790, "Lebenslauf", 20)
    paper.lines(60, 760, "Name: Jürgen Müller-Weiß\nTelefon: 0171 2345678\nE-Mail: j.mueller-weiss@firma.example", 11)
    paper.text(60, 690, "Berufserfahrung", 14)
    for y, when, what in (
        (665, "03/2018 – heute", "Leiter Qualitätssicherung, Stahlwerk Nord GmbH"),
        (635, "09/2011 – 02/2018", "Ingenieur, Maschinenbau Süd AG"),
    ):
        paper.text(60, y, when, 10)
        paper.text(180, y, what, 10)
        paper.text(180, y - 13, "- Prüfpläne und Audits nach ISO 9001", 10)
    paper.page()
    paper.text(60, 790, "Ausbildung", 14)
    paper.text(60, 765, "10/2006 – 08/2011", 10)
    paper.text(180, 765, "Diplom Maschinenbau, Technische Universität Dresden", 10)
    paper.text(60, 720, "Kenntnisse", 14)
    paper.text(60, 700, "CAD, SAP QM, Six Sigma; Minitab", 10)
    return paper.bytes()


def spaced_name() -> bytes:
    """The name set wide, small capitals for headings, three columns of skills."""
    paper = Paper()
    paper.text(150, 790, "O L I V I A   B R O W N", 20)
    paper.text(150, 770, "REGISTERED NURSE", 10)
    paper.text(60, 745, "Leeds, UK  •  olivia.brown@care.example  •  07700 900123", 9)
    paper.lines(
        60,
        715,
        """PROFESSIONAL SUMMARY
Nurse with ten years on intensive care wards, calm and exact.

CORE COMPETENCIES""",
        10,
    )
    for x, words in ((60, "Triage\nVentilation"), (230, "Wound care\nCannulation"), (400, "Mentoring\nRostering")):
        paper.lines(x, 655, words, 10)
    paper.lines(
        60,
        615,
        """WORK HISTORY
Staff Nurse | St. Anne Hospital | 2017 - Present
- Cared for up to four ventilated patients a shift
Nurse | City Clinic Group | 2013 - 2017
- Ran the vaccination days

EDUCATION
Bachelor of Nursing, University of Leeds, 2013

REFERENCES
Dr. Alan Grey, +44 113 496 0000""",
        10,
    )
    return paper.bytes()


def _p(text: str, size: int = 20) -> str:
    return f'<w:p><w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word_table() -> bytes:
    """Everything in a table of two columns, the name in a text box that is in the file twice."""
    box = f"<w:txbxContent>{_p('Chinedu Okafor', 40)}</w:txbxContent>"
    twice = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    left = "".join(
        map(
            _p,
            [
                "CONTACT",
                "chinedu.okafor@web.example",
                "Tel: +234 803 555 0199",
                "SKILLS",
                "Budgeting, Forecasting",
                "Excel",
            ],
        )
    )
    right = "".join(
        map(
            _p,
            [
                "PROFILE",
                "Chartered accountant who closes the month in three days.",
                "EXPERIENCE",
                "Financial Controller, Lagos Foods Ltd",
                "June 2019 – Present",
                "Runs a team of nine and the audit",
                "Accountant, Delta Shipping",
                "2014 – 2019",
                "EDUCATION",
                "B.Sc. Accounting, University of Ibadan, 2013",
            ],
        )
    )
    table = f"<w:tbl><w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr></w:tbl>"
    return files.docx(
        **{
            "word/header1.xml": f"<w:hdr {_W}/>",
            "word/document.xml": f"<w:document {_W}><w:body>{twice}{table}</w:body></w:document>",
        }
    )


def word_header() -> bytes:
    """Name, phone and e-mail in the page header; rows of a table for the jobs."""
    contact = _p("priya.r@lab.example | +91-98450-12345 | Bengaluru, India")
    header = f"<w:hdr {_W}>{_p('Dr. Priya Raghunathan, PhD', 36)}{contact}</w:hdr>"
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    jobs = "".join(
        row.format(_p(when), _p(what))
        for when, what in (
            ("2019 - present", "Research Scientist, GenomeWorks"),
            ("2015 - 2019", "Research Fellow, Institute of Biology"),
        )
    )
    body = (
        _p("Work Experience:", 28) + f"<w:tbl>{jobs}</w:tbl>" + _p("Education:", 28)
        + _p("PhD in Molecular Biology, Indian Institute of Science, 2015") + _p("Technical Skills:", 28)
        + _p("PCR, CRISPR, R, Python") + _p("Publications", 28) + _p("Twelve papers in peer-reviewed journals")
    )  # fmt: skip
    return files.docx(
        **{"word/header1.xml": header, "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    )


_PLAIN = """SEAN O'CONNOR
12 Quay Street, Galway
Mobile: (087) 123 4567
Email: sean.oconnor@inbox.example

CAREER OBJECTIVE
To run the kitchen of a hotel that buys from its neighbours.

EMPLOYMENT HISTORY

Sous Chef at The Harbour Hotel
May 2021 to date
* Menus for 120 covers
* Ordering and stock

Commis Chef, Blue Door Bistro
Sept 2018 - April 2021
* Starters and pastry

QUALIFICATIONS
Diploma in Culinary Arts, Galway Institute of Technology, 2018

HOBBIES AND INTERESTS
Sea swimming
"""

_FRENCH = """Camille Lefèvre
Chargée de recrutement
camille.lefevre@courriel.example
Tél : 06 12 34 56 78
linkedin.com/in/camille-lefevre

Expérience professionnelle

Chargée de recrutement – Groupe Azur
Janvier 2020 – aujourd'hui
Recrutement de profils techniques

Stagiaire RH – Mairie de Lyon
2018 – 2019

Formation
Master Ressources Humaines, Université Lyon 2, 2018

Compétences
Sourcing, Entretiens, ATS, Excel

Langues
Français, Anglais, Espagnol
"""

_TERSE = """Resume of Wei Zhang

Product manager with a decade in logistics software.
wei.zhang88@corp.example / 917-555-0188 / New York, NY

EXPERIENCE
Senior Product Manager, FreightOS Inc, New York, NY, 2018 - Present
- Owned routing, from interviews to launch
Product Manager, Parcelly, 2013 - 2018

EDUCATION & CERTIFICATIONS
MBA, New York University, 2013

SKILLS
Roadmaps; User research; SQL; Jira
"""

LABELLED = [
    Labelled(side_bar, "PDF", "María López García", "maria.lopez@mail.example", "+34 612 345 678",
             ("contact", "skills", "languages", "summary", "experience", "education"),
             (("Senior Backend Developer", "Banco Verde"), ("Java Developer", "Tiendas Sur")),
             ("Universidad de Sevilla",), ("Java", "Spring Boot", "PostgreSQL", "Docker", "Kubernetes")),
    Labelled(right_dates, "PDF", "Thao Nguyen", "t.nguyen@post.example", "+1 (415) 555-0134",
             ("education", "experience", "skills"),
             (("Data Scientist", "Acme Analytics"), ("Data Analyst", "Harbor Freight Lines")),
             ("Stanford University",), ("Python", "R", "SQL", "Airflow", "dbt", "Tableau")),
    Labelled(two_pages, "PDF", "Jürgen Müller-Weiß", "j.mueller-weiss@firma.example", "0171 2345678",
             ("experience", "education", "skills"),
             (("Leiter Qualitätssicherung", "Stahlwerk Nord GmbH"), ("Ingenieur", "Maschinenbau Süd AG")),
             ("Technische Universität Dresden",), ("CAD", "SAP QM", "Six Sigma", "Minitab")),
    Labelled(spaced_name, "PDF", "Olivia Brown", "olivia.brown@care.example", "07700 900123",
             ("summary", "skills", "experience", "education", "references"),
             (("Staff Nurse", "St. Anne Hospital"), ("Nurse", "City Clinic Group")),
             ("University of Leeds",), ("Triage", "Wound care", "Mentoring")),
    Labelled(word_table, "DOCX", "Chinedu Okafor", "chinedu.okafor@web.example", "+234 803 555 0199",
             ("contact", "skills", "summary", "experience", "education"),
             (("Financial Controller", "Lagos Foods Ltd"), ("Accountant", "Delta Shipping")),
             ("University of Ibadan",), ("Budgeting", "Forecasting", "Excel")),
    Labelled(word_header, "DOCX", "Priya Raghunathan", "priya.r@lab.example", "+91-98450-12345",
             ("experience", "education", "skills", "publications"),
             (("Research Scientist", "GenomeWorks"), ("Research Fellow", "Institute of Biology")),
             ("Indian Institute of Science",), ("PCR", "CRISPR", "R", "Python")),
    Labelled(lambda: files.txt(_PLAIN), "TXT", "Sean O'Connor", "sean.oconnor@inbox.example", "(087) 123 4567",
             ("summary", "experience", "education", "interests"),
             (("Sous Chef", "The Harbour Hotel"), ("Commis Chef", "Blue Door Bistro")),
             ("Galway Institute of Technology",)),
    Labelled(lambda: files.odt(_FRENCH), "ODT", "Camille Lefèvre", "camille.lefevre@courriel.example", "06 12 34 56 78",
             ("experience", "education", "skills", "languages"),
             (("Chargée de recrutement", "Groupe Azur"), ("Stagiaire RH", "Mairie de Lyon")),
             ("Université Lyon 2",), ("Sourcing", "Entretiens", "ATS", "Excel")),
    Labelled(lambda: _rtf(_TERSE), "RTF", "Wei Zhang", "wei.zhang88@corp.example", "917-555-0188",
             ("experience", "education", "skills"),
             (("Senior Product Manager", "FreightOS Inc"), ("Product Manager", "Parcelly")),
             ("New York University",), ("Roadmaps", "User research", "SQL", "Jira")),
    Labelled(layouts.slogan_and_shadow, "PDF", "Ingrid Solberg", "ingrid@solberg.example", "05.56.31.32.33",
             ("skills", "experience", "education"), (("Mobile Developer", "Fjord Apps AS"),),
             ("University of Oslo",), ("Kotlin", "Swift", "SQL")),
    Labelled(layouts.labels_in_the_margin, "PDF", "Pelagia Doukas", "p.doukas@mail.example", "+30 2610 555 012",
             ("experience", "education", "skills", "education"), (("Project Manager", "Council of Ports"),),
             ("University of Patras", "University of Lyon"), ("Budgeting", "Negotiation", "Excel")),
]  # fmt: skip


def _rtf(text: str) -> bytes:
    """With a colour table, a style sheet and escapes, as word processors write it."""
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}{\*\generator Own;}\f0\fs20 "
    body = "".join(f"\\pard {_escaped(line)}\\par\n" for line in text.splitlines())
    return (head + body + "}").encode("ascii")


def _escaped(line: str) -> str:
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line)
