"""How CVs are set on paper, by people who do not exist; the last two are what CVs of others taught us."""

from __future__ import annotations

from .paper import WHITE, Paper


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


def slogan_and_shadow() -> bytes:
    """A greeting set wide, the name in two large lines with a shadow, headings set wide, small ones between."""
    paper = Paper()
    paper.text(60, 800, "HELLO, WORLD.", 16, spread=3)
    for shift in (0.7, 0.0):  # drawn twice: a shadow
        paper.text(60 + shift, 750 - shift, "Ingrid", 44)
        paper.text(60 + shift, 700 - shift, "Solberg", 44)
    paper.text(60, 670, "05.56.31.32.33 | ingrid@solberg.example", 10)
    paper.text(60, 640, "SKILLS", 14, spread=2.2)
    paper.text(60, 622, "Languages", 10.5)
    paper.text(60, 608, "Kotlin, Swift, SQL", 10)
    paper.text(60, 580, "WORK EXPERIENCE", 14, spread=2.2)
    paper.text(60, 562, "Mobile Developer, Fjord Apps AS", 10)
    paper.text(60, 548, "2019 - Present", 10)
    paper.text(60, 520, "EDUCATION", 14, spread=2.2)
    paper.text(60, 502, "BSc Informatics, University of Oslo, 2015 - 2018", 10)
    paper.text(60, 486, "Courses", 10)
    paper.text(60, 472, "Compilers, Databases", 10)
    return paper.bytes()


def labels_in_the_margin() -> bytes:
    """Headings and labels at the left, each on the line of what it names; small capitals set as two sizes."""
    paper = Paper()
    paper.text(60, 800, "Curriculum Vitae", 14)
    rows = [
        ("Name / Surname", "Pelagia Doukas"), ("Address", "12 Long Street, Patras"), ("Telephone", "+30 2610 555 012"),
        ("E-mail", "p.doukas@mail.example"), ("Nationality", "Greek"), ("", ""),
        ("Work experience", "Jan 2018 - Present"), ("", "Project Manager, Council of Ports"), ("", ""),
        ("Education and training", "2010 - 2014"), ("", "BSc Economics, University of Patras"), ("", ""),
        ("Personal skills", "Budgeting, Negotiation, Excel"), ("", ""),
        ("Diplômes & concours", "2015 Certificate, University of Lyon"),
    ]  # fmt: skip
    y = 770.0
    for label, text in rows:
        paper.text(60, y, label, 10)
        paper.text(210, y, text, 10)
        y -= 15
    return paper.bytes()
