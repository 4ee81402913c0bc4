"""CVs of our own making, each with what it says: the regression set of the finder. None of these people exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from . import files, layouts

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
    Labelled(layouts.side_bar, "PDF", "María López García", "maria.lopez@mail.example", "+34 612 345 678",
             ("contact", "skills", "languages", "summary", "experience", "education"),
             (("Senior Backend Developer", "Banco Verde"), ("Java Developer", "Tiendas Sur")),
             ("Universidad de Sevilla",), ("Java", "Spring Boot", "PostgreSQL", "Docker", "Kubernetes")),
    Labelled(layouts.right_dates, "PDF", "Thao Nguyen", "t.nguyen@post.example", "+1 (415) 555-0134",
             ("education", "experience", "skills"),
             (("Data Scientist", "Acme Analytics"), ("Data Analyst", "Harbor Freight Lines")),
             ("Stanford University",), ("Python", "R", "SQL", "Airflow", "dbt", "Tableau")),
    Labelled(layouts.two_pages, "PDF", "Jürgen Müller-Weiß", "j.mueller-weiss@firma.example", "0171 2345678",
             ("experience", "education", "skills"),
             (("Leiter Qualitätssicherung", "Stahlwerk Nord GmbH"), ("Ingenieur", "Maschinenbau Süd AG")),
             ("Technische Universität Dresden",), ("CAD", "SAP QM", "Six Sigma", "Minitab")),
    Labelled(layouts.spaced_name, "PDF", "Olivia Brown", "olivia.brown@care.example", "07700 900123",
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
