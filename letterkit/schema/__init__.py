"""All that people can write, read strictly and with the place of every value.

Campaigns, clauses, forms, letterheads, languages, and the tables of the law. The room imports typeset (for the fonts
and looks that can be named) and foundation.
"""

__all__ = [
    "act_kind",
    "amend",
    "approvals",
    "campaign",
    "checking",
    "clause",
    "clause_list",
    "countries",
    "counts",
    "courtesy",
    "expectations",
    "fields",
    "form",
    "json_schema",
    "language",
    "law",
    "letter_plan",
    "letterhead",
    "library",
    "measures",
    "organisation",
    "other_words",
    "people_csv",
    "person_names",
    "read",
    "references",
    "reviewing",
    "rights_words",
    "senders",
    "settings",
    "style",
    "synonyms",
    "templates",
    "tidy",
    "validate",
    "wording",
]
