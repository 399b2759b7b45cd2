"""All that people can write, read strictly and with the place of every value.

Campaigns, clauses, forms, letterheads, languages, and the tables of the law. The room imports typeset (for the fonts
and looks that can be named) and foundation.
"""
