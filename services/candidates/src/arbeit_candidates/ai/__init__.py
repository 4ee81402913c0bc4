"""What a language model may add to a CV: a profile and a story, both checked against the CV's own words.

A model reads what a stranger wrote and may do whatever the stranger told it. So nothing here trusts an answer: it comes
in a closed form, each claim needs a passage that stands in the CV, and only the story and unclaimed profile fields can
change by it. No answer can reach a status, a typed field, a mail or another application.
"""
