"""What words agree with when they speak of organisations."""

from __future__ import annotations

from collections.abc import Sequence

from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.schema.organisation import Organisation


def organisation_features(records: Sequence[Organisation], language: Language) -> tuple[str, ...]:
    """The features of one or several organisations: number, and the gender that their articles show."""
    articles = [(record.article.within(language.code) if record.article else None) or "" for record in records]
    genders = [
        record.gender or language.writing.article_genders.get(Scalar(article), "female")
        for record, article in zip(records, articles, strict=True)
    ]
    plural = len(records) > 1 or articles[0] in language.writing.plural_articles
    if not plural:
        return ("it", genders[0], "one")
    return ("bodies", "females" if set(genders) == {"female"} else "males", "many")
