"""The addressee: a letter speaks of a government only to those who act for one, and asks what they can do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel import Locale

from letterkit.checks.campaign.abroad import whose
from letterkit.checks.wording.by_language import said_in
from letterkit.drafts.document import Document, by_hand
from letterkit.foundation.codes import Severity
from letterkit.foundation.kept import Kept
from letterkit.foundation.problems import Problem
from letterkit.schema.campaign import Target
from letterkit.schema.clause import OF_THE_STATE, ROLES
from letterkit.schema.fields import PLAIN_LANGUAGE
from letterkit.schema.library import Library
from letterkit.schema.organisation import Organisation

_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_OTHERS = ", ".join(role for role in ROLES if role not in ("government", "company"))
_OF_STATE: Kept[_OfState] = Kept(16)


def addressee_acts_for_the_state(document: Document) -> Iterator[Problem]:
    """A letter to those responsible goes to the state of its country, or says whom else its target acts for (LK518).

    The office, the body or the address of a target show that it is of the state: by the name of the country, or by a
    word such as "minister". Without either, "your government" would be said to a company.
    """
    letter, target = document.letter, document.letter.target
    if post := _other_post(document):
        office = target.office or target.of
        yield Problem(
            "LK518",
            f"the letter speaks to '{office.first if office else post}' as to a {target.is_}",
            (office.first.location if office else None) or target.location,
            f"say of the target 'is: {post}', or, if it is meant so, 'is: government'",
            Severity.WARNING,
        )
        return
    if not letter.direct or "is_" in target.model_fields_set or target.of is None:
        return
    of, of_state = target.of.first, _of_state(document)
    if other := _other_state(target, of_state, document):
        yield Problem(
            "LK518",
            f"the letter is about another country, and goes to somebody of {other}",
            of.location or target.of.location,
            "correct the target, or the campaign's 'country:'; if it is meant so, say of the target 'is: government'",
            Severity.WARNING,
        )
        return
    if not document.language.checking.state or _shows_the_state(target, of_state, document):
        return
    yield Problem(
        "LK518",
        f"the letter speaks to '{of}' as to a government",
        of.location or target.of.location,
        f"say of the target 'is: company' (or {_OTHERS}), or 'is: government'",
        Severity.WARNING,
    )


def _other_post(document: Document) -> str:
    """Whom the office of a target shows to act for, where it is spoken to as somebody else; "" where it fits.

    A third party says nothing of that, but for the country's own ambassador, whose government is "yours".
    """
    target, post = document.letter.target, _post_of(document.letter.target, document.library)
    if not document.letter.direct and "is_" not in target.model_fields_set:
        named = (str(text.first) for text in (target.office, target.of) if text)
        return post if post == "embassy" and any(map(_of_state(document).is_named, named)) else ""
    return post if post and not _is_said_to_be(target, post) else ""


def _other_state(target: Target, of_state: _OfState, document: Document) -> str:
    """The other country of a target: by all that is said of it, or by its body and office alone."""
    return of_state.other(target, document) or of_state.other(target, document, address=False)


def _shows_the_state(target: Target, of_state: _OfState, document: Document) -> bool:
    """Whether a target shows that it is of the state; the address of a listed organisation shows nothing."""
    named = {str(text.first) for text in (target.of, target.name) if text}
    own = any(named & names_of(one) for key, one in document.letter.organisations.items() if key in _listed(document))
    return any(map(of_state, _texts(target, document, address=not own)))


def _listed(document: Document) -> frozenset[str]:
    """The keys of the organisations that the campaign itself lists."""
    return frozenset(map(str, document.campaign.organisations))


def copies_go_to_the_country(document: Document) -> Iterator[Problem]:
    """A copy for a government goes to that of the country, or to the writer's own (LK518).

    Who copies another on purpose says so of the target.
    """
    letter, of_state = document.letter, _of_state(document)
    homes = [str(line).casefold() for house in letter.senders for line in house.address]
    for key, target in zip(letter.plan.copies, letter.copies, strict=False):
        held = target.of or target.office
        if "is_" in target.model_fields_set or held is None or _post_of(target, document.library) == "embassy":
            continue
        other = of_state.other(target, document, address=False)
        if other and not any(of_state.are_one(other, home.rpartition(",")[2].strip()) for home in homes):
            message = f"a copy goes to '{called(target)}', of {other}, and the letter is about another country"
            hint = "correct the target; if it is meant so, say of it 'is: government' (or embassy, international)"
            yield Problem("LK518", message, key.location or held.first.location, hint)


def embassies_are_of_the_country(document: Document) -> Iterator[Problem]:
    """Who is asked to convey demands to their own government is an ambassador of the campaign's country (LK518)."""
    letter, target, of_state = document.letter, document.letter.target, _of_state(document)
    text = target.office or target.of
    if not letter.direct or target.is_ != "embassy" or text is None:
        return
    if other := of_state.other(target, document, address=False):
        message = f"the letter asks '{called(target)}' to convey demands to another government than that of {other}"
        hint = "correct the target, or the campaign's 'country:'; a third country is asked with 'form: request'"
        yield Problem("LK518", message, text.first.location, hint)


def _post_of(target: Target, library: Library) -> str:
    """Whom the office of a target, or else the body, shows to act for; "" where nothing shows it."""
    for text in (target.office, target.of):
        for code, said in said_in(text, library):
            posts = library.language(code or PLAIN_LANGUAGE).checking.posts
            if post := next((str(post) for post, pattern in posts.items() if pattern.search(str(said))), ""):
                return post
    return ""


def _is_said_to_be(target: Target, post: str) -> bool:
    """Whether a target is said to act for those whom the office shows; a government is everybody who says so."""
    if "is_" not in target.model_fields_set:
        return post == "government"
    return target.is_ in ("government", post) or "company" not in (target.is_, post)


def nobody_presses_their_own_government(document: Document) -> Iterator[Problem]:
    """A request to a third party does not go to the government that it is about (LK518)."""
    letter, target = document.letter, document.letter.target
    if letter.form.direct or target.is_ != "government" or target.of is None:
        return
    if _of_state(document).is_named(str(target.of.within(document.language.code) or target.of.first)):
        message = f"the letter asks '{target.of.first}' to raise the matter with its own government"
        hint = "take a form that speaks to those responsible, such as 'form: protest'; or another target"
        yield Problem("LK518", message, letter.plan.form.location if letter.plan.form else letter.plan.location, hint)


def countries_have_the_name_of_the_day(document: Document) -> Iterator[Problem]:
    """Whom a letter goes to is of a country by its name on the letter's date (LK409, LK601)."""
    letter, code = document.letter, document.language.code
    countries = document.library.language(code).writing.countries
    known = {str(name) for names in countries.formerly.values() for name in names.values()}
    for target in letter.recipients:
        said = target.of.within(code) if target.of else None
        for country, names in countries.formerly.items() if said else ():
            right = countries.name_of(code, str(country), letter.date)
            today = countries.name_of(code, str(country))
            for name in {today, *map(str, names.values())} - {right}:
                if said and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", str(said)) and right not in str(said):
                    later = name not in known or name == today
                    message = f"'{name}' was called '{right}' on {letter.date}"
                    yield Problem("LK409" if later else "LK601", message, said.location, f"write '{right}'")


def own_country_has_the_name_of_the_day(document: Document) -> Iterator[Problem]:
    """What a person writes of the country has its name on the letter's date, or of the times told (LK601)."""
    letter, code, own = document.letter, document.language.code, str(document.campaign.country)
    countries = document.library.language(code).writing.countries
    held = {
        str(name): int(str(until)[:4])
        for known, names in countries.formerly.items()
        for until, name in names.items()
        if known == own
    }
    right = countries.name_of(code, own, letter.date)
    for passage, start, sentence in document.sentences() if held else ():
        for name in {*held, countries.name_of(code, own)} - {right}:
            found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", sentence)
            if not found or right in sentence or not by_hand(passage, start + found.start()):
                continue
            if any(int(year) <= held.get(name, 0) for year in _YEAR.findall(sentence)):
                continue
            message = f"'{name}' was called '{right}' on {letter.date}"
            place = document.place(passage, start + found.start(), start + found.end())
            yield Problem("LK601", message, place, f"write '{right}'", Severity.WARNING)


def _texts(target: Target, document: Document, *, address: bool = True) -> Iterator[str]:
    codes = dict.fromkeys((document.language.code, PLAIN_LANGUAGE))
    for text in (target.office, target.of, target.name, *(target.address if address else ())):
        if text is not None:
            yield from (str(found) for code in codes if (found := text.within(code)))
            yield str(text.first)


def _country_names(library: Library, code: str) -> dict[str, frozenset[str]]:
    """All names of each country in a language, in lower case."""
    found: dict[str, set[str]] = {}
    for country, name in library.language(code).writing.countries.every_name(code):
        found.setdefault(country, set()).add(name.casefold())
    return {country: frozenset(names) for country, names in found.items()}


def addresses_lie_in_the_country(document: Document) -> Iterator[Problem]:
    """The address of who acts for the campaign's country lies in it (LK518), but for that of an embassy.

    A letter that goes through somebody (``via``) has the address of that one.
    """
    letter, of_state = document.letter, _of_state(document)
    for target in letter.recipients:
        if target.is_ not in OF_THE_STATE or letter.plan.via:
            continue
        asked = letter.form.direct and target in letter.targets
        if not (of_state.is_named(str(target.of.first)) if target.of else asked):
            continue
        for line in target.address:
            ending = str(line.first).rpartition(",")[2].strip().casefold()
            if ending and of_state.is_another(ending):
                message = f"'{line.first}' lies in another country than the one the letter is about"
                hint = "correct the address; an embassy or a mission abroad takes 'is: embassy'"
                yield Problem("LK518", message, line.first.location, hint)


def _of_state(document: Document) -> _OfState:
    key, library = (str(document.letter.country), document.language.code), document.library
    return _OF_STATE.of(library, key, lambda: _OfState(*key, library))


class _OfState:
    """Whether a text names the state: the letter's country in any of its names, or a word of states."""

    def __init__(self, country: str, code: str, library: Library) -> None:
        languages = {one: library.language(one) for one in (PLAIN_LANGUAGE, code)}
        names = (library.derived(_country_names, code).get(country, frozenset()) for code in languages)
        self._names = frozenset[str]().union(*names)
        self._others = {
            name: found
            for code in languages
            for found, known in library.derived(_country_names, code).items()
            if found != country
            for name in known
        }
        self._longest_first = sorted(self._others, key=len, reverse=True)
        # "Equatorial Guinea" holds the name of Guinea, and names another country.
        longer = [re.escape(one) for one in self._longest_first if self._holds_own(one)]
        self._longer = re.compile(rf"(?<!\w)(?:{'|'.join(longer)})(?!\w)" if longer else "(?!)")
        self._words = [files.checking.state for files in languages.values() if files.checking.state]

    def other(self, target: Target, document: Document, *, address: bool = True) -> str:
        """The name of another country that a target's body or office names, or its ``address`` ends with; else "".

        Where the letter's own country is named as well, as by an embassy, that one counts.
        """
        texts = [text.casefold() for text in _texts(target, document, address=address)]
        if any(map(self.is_named, texts)):
            return ""
        own = [str(text.first).casefold() for text in (target.office, target.of) if text is not None]
        last = str(target.address[-1].first).casefold() if target.address and address else ""
        for name in self._longest_first:
            if name == last or any(name in one and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", one) for one in own):
                return _in_english(self._others[name])
        return self._by_adjective(target, document)

    def _by_adjective(self, target: Target, document: Document) -> str:
        """The other country to which an adjective in the name of a body belongs: "République algérienne"; else ""."""
        for code, said in said_in(target.of, document.library):
            found = whose(str(said), code or PLAIN_LANGUAGE)
            if found and str(document.letter.country) not in found:
                return _in_english(min(found))
        return ""

    def is_named(self, text: str) -> bool:
        """Whether a text names the letter's country."""
        return self._holds_own(self._longer.sub(" ", text.casefold()))

    def _holds_own(self, text: str) -> bool:
        return any(name in text for name in self._names)

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names, in whatever case, are of one other country."""
        found = self._others.get(one.casefold())
        return found is not None and found == self._others.get(other.casefold())

    def is_another(self, name: str) -> bool:
        """Whether a name in lower case is that of another country."""
        return name in self._others and name not in self._names

    def __call__(self, text: str) -> bool:
        return self.is_named(text) or any(word.search(text) for word in self._words)


def _in_english(country: str) -> str:
    """What a country is called in the language of problems."""
    return str(Locale.parse(PLAIN_LANGUAGE).territories.get(country, country))


def names_of(record: Organisation) -> set[str]:
    """All names of an organisation, in every language."""
    texts = (text for text in (record.name, record.short) if text)
    return {*(str(name) for text in texts for name in text.languages.values()), *map(str, record.also)}


def addressee_has_an_address(document: Document) -> Iterator[Problem]:
    """A letter says where it goes, by post or by e-mail, for each to whom it is addressed; an open one not (LK413)."""
    letter = document.letter
    if letter.plan.open_ or letter.plan.email:
        return
    for target in letter.targets:
        if not target.address and not target.email:
            message = f"the letter shows no address for '{called(target)}', neither of post nor of e-mail"
            hint = "add 'address:' or 'email:' to the target, unless it is handed over"
            yield Problem("LK413", message, target.location, hint, Severity.NOTE)


def called(target: Target) -> str:
    """What a message calls a target: the name, else the office or the body."""
    return next(str(text.first) for text in (target.name, target.office, target.of) if text)


def addresses_were_checked(document: Document) -> Iterator[Problem]:
    """Whoever a letter goes to was looked at lately, where their target says when (LK412)."""
    letter, limit = document.letter, document.letter.letterhead.limits.address_days
    for target in (letter.target, *letter.copies):
        if target.checked is None:
            continue
        age = (document.sending - target.checked).days
        if age > limit:
            message = f"'{called(target)}' was last checked on {target.checked}, {age} days before the letter goes out"
            hint = "make sure that person, office and address still hold, and put the day under 'checked:'"
            yield Problem("LK412", message, target.location, hint, Severity.WARNING)
