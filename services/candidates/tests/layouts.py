"""Layouts that CVs of other people taught us, set anew with people who do not exist."""

from __future__ import annotations

from .paper import Paper


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
