"""What the campaign says of those to whom a letter goes, as it says it to them: "your company", "your ministry"."""

from __future__ import annotations

import re

from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.grammar import Language
from letterkit.letter.letter import Letter
from letterkit.schema.clause import OF_THE_STATE
from letterkit.schema.fields import Text
from letterkit.schema.organisation import Organisation

_OF_THE_COUNTRY = (*OF_THE_STATE, "embassy")
"""Those to whom the country of a letter is their own, where it is they who are responsible."""

_MOST_BEHIND = 3
"""How many words can tie an office to its country: "of the Philippines"."""


def is_to_its_own(letter: Letter) -> bool:
    """Whether the country of a letter is that of those who are written to."""
    return letter.direct and letter.target.is_ in _OF_THE_COUNTRY


def addressed(letter: Letter) -> str:
    """The key of the organisation that is the company to which a letter goes; "" where none of the campaign is."""
    of = _own_name(letter)
    if not of:
        return ""
    alike = (key for key, record in letter.organisations.items() if _plain(of, letter) in _plain_names(record, letter))
    return str(next(alike, ""))


def spoken_to(text: Scalar, letter: Letter) -> str:
    """A phrase of the campaign with the company that the letter goes to spoken to, and not spoken of by its name.

    "Acme's lawyer" is "your company's lawyer" to those responsible at Acme, by each name that the campaign gives it,
    with "Ltd" or without. Who "the company" is, nobody can know: it may be a supplier, or a subsidiary.
    """
    name, language = _own_name(letter), letter.language
    if not name:
        return _as_addressee(text, letter) or text
    record = letter.organisations.get(addressed(letter))
    names = {name, *(_names(record, letter) if record else ())}
    yours, elided = language.phrase("your-company"), language.writing.elision
    known = sorted((re.escape(one).replace("'", "['’]") for one in names), key=len, reverse=True)
    forms = sorted(map(str, language.writing.typography.after_names), key=len, reverse=True)
    form = "|".join(map(re.escape, forms)) or "(?!)"

    def told(found: re.Match[str]) -> str:
        # « le directeur d'Acme » is « le directeur de votre entreprise ».
        word = found[1] and next((str(whole) for whole in elided if whole.startswith(found[1][0])), "")
        return f"{word} {yours}" if word else yours

    return re.sub(rf"(?<![\w-])([^\W\d_]['’])?(?:{'|'.join(known)})(?:,? (?:{form}))?(?![\w-])", told, text)


def _as_addressee(text: Scalar, letter: Letter) -> str:
    """What stands for a text that is no more than the one written to, or the ministry; "" for any other."""
    if not letter.direct or len(letter.targets) > 1 or letter.target.is_ == "company":
        return ""
    language, said = letter.language, _without_article(str(text), letter.language)
    if said in _own_bodies(letter):
        return _own_bodies(letter)[said]
    office, name = _in_letter(letter.target.office, letter), _in_letter(letter.target.name, letter)
    behind = said.removeprefix(office).split() if office and said.startswith(f"{office} ") else []
    of_country = 0 < len(behind) <= _MOST_BEHIND and said.endswith(
        language.country(str(letter.country), letter.date).casefold()
    )
    if said in {office, name, f"{office} {name}"} - {"", " "} or of_country:
        return language.phrase("you")
    first, _, rest = office.partition(" ")
    body = language.writing.bodies_of.get(Scalar(first))
    return language.phrase("your-body", body) if body and said == f"{body} {rest}".strip() else ""


def _own_bodies(letter: Letter) -> dict[str, str]:
    """The government and the authorities of a letter to their own country, each with what they are called to it.

    What they are called in it without the "your" before them, and with its country behind it or not.
    """
    if not is_to_its_own(letter):
        return {}
    language = letter.language
    found: dict[str, str] = {}
    country = language.country(str(letter.country), letter.date).casefold()
    for name in ("your-government", "your-authorities"):
        yours = language.phrase(name)
        body = yours.partition(" ")[2].casefold()
        found |= {body: yours, f"{body} {language.writing.owner_particle} {country}": yours}
    return found


def _in_letter(text: Text | None, letter: Letter) -> str:
    """A text in the letter's language, in small letters; "" for none."""
    return str(text.within(letter.language.code) or text.first).casefold() if text else ""


def _own_name(letter: Letter) -> str:
    """The name of the company that is written to; "" where none is."""
    target = letter.target
    if target.is_ != "company" or not letter.direct or target.of is None:
        return ""
    return str(target.of.within(letter.language.code) or target.of.first)


def _without_article(text: str, language: Language) -> str:
    """A text in small letters without the article before it."""
    parts = re.split(r"(?<=['’])|\s", text.casefold(), maxsplit=1)
    usual = parts[0].strip() == language.writing.default_article
    return parts[-1] if usual or language.has_article(text) else text.casefold()


def _names(record: Organisation, letter: Letter) -> list[str]:
    """The names that a campaign gives an organisation."""
    code = letter.language.code
    given = [str(text.within(code) or text.first) for text in (record.name, record.short) if text]
    return [*given, *map(str, record.also)]


def _plain_names(record: Organisation, letter: Letter) -> set[str]:
    return {_plain(name, letter) for name in _names(record, letter)}


def _plain(name: str, letter: Letter) -> str:
    """A name without the form of the company behind it: "Acme" of "Acme, Ltd."."""
    words = name.replace(",", "").casefold().split()
    forms = {str(form).casefold() for form in letter.language.writing.typography.after_names}
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in forms else words)
