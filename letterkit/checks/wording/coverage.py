"""Coverage: what is not checked of a letter, since its language does not say how, is said."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from letterkit.drafts.document import Document
from letterkit.foundation.codes import Severity
from letterkit.foundation.problems import Problem
from letterkit.language.lexicon import has_list
from letterkit.schema.fields import PLAIN_LANGUAGE


def language_can_be_checked(document: Document) -> Iterator[Problem]:
    """A letter is in a language whose files say all that checks need (LK813); said of its text, and once."""
    language, plan = document.language, document.letter.plan
    missing = list(language.checking.unchecked())
    if language.claims is None:
        missing.append("what is said of ratifications and preferences")
    if document.library.language(language.code).reading is None:
        missing.append("what a person's own sentences say of people, numbers and dates")
    if not has_list(language.code):
        missing.append("whether words are mistyped")
    if missing and not document.edited:
        name = Locale.parse(language.code).get_display_name(PLAIN_LANGUAGE)
        message = f"in {name}, these are not checked: {'; '.join(missing)}"
        hint = "read for them yourself, or add 'checking.yml', 'claims.yml' and 'reading.yml' to "
        hint += f"templates/languages/{language.code}"
        location = plan.language.location if plan.language else plan.location
        yield Problem("LK813", message, location, f"{hint}: see docs/languages.md", Severity.WARNING)
