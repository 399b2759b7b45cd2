"""Keys of a campaign that stand where a letter prints words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterkit.checks.wording.by_language import language_of, said_in
from letterkit.drafts.document import Document
from letterkit.foundation.kept import Kept, Same
from letterkit.foundation.problems import Problem
from letterkit.foundation.strict_yaml import Scalar, location_of
from letterkit.language.lexicon import frequency_in
from letterkit.letter.items import FilledClause
from letterkit.schema.campaign import Campaign, Group
from letterkit.schema.fields import Record, Text
from letterkit.schema.library import Library
from letterkit.schema.reflection import records_in

_MEND = "write in words what the letter is to say"
_KEYED = {"organisations": "an organisation", "laws": "a law"}
_PRINTED_AS_SAID = ("tests",)
_KNOWN: Kept[Mapping[str, str]] = Kept()


def no_key_is_printed(campaign: Campaign, library: Library) -> Iterator[Problem]:
    """Nothing that letters print in words is the key of something else of the campaign (LK535)."""
    keys = _keys_of(campaign, library)
    for section in (name for name in type(campaign).model_fields if name not in _PRINTED_AS_SAID):
        entries = getattr(campaign, section)
        for own, entry in entries.items() if isinstance(entries, Mapping) else (("", entries),):
            for field, text in ((field, text) for one in records_in(entry) for field, text in _texts(one)):
                for _, said in said_in(text, library):
                    meant = field == "noun" and _is_noun(str(said), campaign, library)
                    if str(said) != str(own) and not meant and (whose := keys.get(str(said))):
                        message = f"'{said}' is the key of {whose}, and '{field}' is words, which letters print"
                        yield Problem("LK535", message, said.location or text.location, _MEND)


def _is_noun(said: str, campaign: Campaign, library: Library) -> bool:
    """Whether a key can be meant as what people are called: a word of a language, or what its own group is called."""
    group = campaign.people.get(Scalar(said))
    nouns = group.noun.languages.values() if isinstance(group, Group) else ()
    return said in map(str, nouns) or any(frequency_in(str(code))(said.casefold()) for code in library.language_codes())


def clauses_print_no_key(document: Document) -> Iterator[Problem]:
    """No clause has a key of the campaign where it takes words, which the letter would print (LK535)."""
    keys = _keys_of(document.campaign, document.library)
    for item in (each for each in document.letter.items() if isinstance(each, FilledClause)):
        for parameter in item.clause.takes:
            text = item.arguments.get(parameter.name) if parameter.type in ("text", "infinitive") else None
            said = text.first if isinstance(text, Text) else text
            if said is not None and (whose := keys.get(str(said))):
                message = f"'{said}' is the key of {whose}, and '{parameter.name}' of '{item.clause.name}' is words"
                yield Problem("LK535", message, location_of(said) or item.location, _MEND)


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Text):
                yield field.alias or name, one


def _keys_of(campaign: Campaign, library: Library) -> Mapping[str, str]:
    """The keys of a campaign that nobody means as words, each with what it is the key of.

    A key of somebody, or of an occasion, that is a word of a language of the campaign can be meant as that.
    """
    return _KNOWN.of(campaign, Same(library), lambda: _read(campaign, library))


def _read(campaign: Campaign, library: Library) -> Mapping[str, str]:
    plain = language_of(library, str(campaign.language or "")).code
    frequencies = [frequency_in(code) for code in dict.fromkeys((plain, *library.language_codes()))]

    def unlike_a_word(keys: Mapping[Scalar, object]) -> list[str]:
        return [str(key) for key in keys if not any(of(str(key).casefold()) for of in frequencies)]

    keys = dict.fromkeys(unlike_a_word(campaign.occasions), "an occasion")
    keys |= dict.fromkeys(unlike_a_word(campaign.targets), "a target")
    keys |= dict.fromkeys(unlike_a_word(campaign.people), "somebody")
    keys |= {str(key): what for section, what in _KEYED.items() for key in getattr(campaign, section)}
    return keys
