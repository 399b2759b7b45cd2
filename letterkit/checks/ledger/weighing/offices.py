"""Weigh the offices that a sentence gives to people: "X, chair of the union", "the treasurer, X", "X is the chair"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.mentions import Eyes
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.foundation.problems import Location
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.campaign import Office, Person

_APART = 8
"""Within so many words of names stand the offices of those who bear them: "X and Y, the chair and the treasurer"."""


def offices_in(seen: Seen, eyes: Eyes) -> Iterator[tuple[Claim, frozenset[Mention]]]:
    """The claims of a sentence about offices, each with the mentions that it accounts for."""
    people = eyes.cast.campaign.people
    for named in seen.of("person"):
        bearers = [
            person for key in named.values if isinstance(person := people.get(Scalar(key)), Person) and person.offices
        ]
        if len(bearers) != len(named.values) or not bearers:
            continue
        if office := beside_of(named, seen, eyes):
            body = body_of(office, seen, eyes)
            yield (
                _weighed(named, office, body, bearers, seen, eyes),
                frozenset({named, office, *([body] if body else [])}),
            )
        elif body := _of_another(named, seen, eyes, bearers):
            yield _another_body(body, bearers, tuple(sorted(named.values)), seen), frozenset({named, body})


def _of_another(named: Mention, seen: Seen, eyes: Eyes, bearers: list[Person]) -> Mention | None:
    """An organisation of which a sentence says that somebody is, and by the campaign nobody of that name is."""
    own = {str(held.of) for person in bearers for held in person.offices if held.of}
    body = _membership(named, seen, eyes) or _belongs(named, seen, eyes)
    return None if body is None or own & body.values else body


def _belongs(named: Mention, seen: Seen, eyes: Eyes) -> Mention | None:
    """The organisation of which a sentence says that somebody is, without a date: "belongs to another union"."""
    said = next((each for each in seen.of("member-of") if 0 <= each.first - named.last <= 2), None)
    if said is None or any(each.first >= named.last for each in seen.of("date")):
        return None
    behind = range(said.last, min(said.last + 3, len(seen.words)))
    if body := next((each for each in seen.of("body", "stranger") if each.first in behind), None):
        return body
    others = eyes.lexicon.lists["others"]
    at = next((at for at in behind if seen.words[at].low in others and at + 1 < len(seen.words)), None)
    return None if at is None else Mention("stranger", seen.words[at].start, seen.words[at + 1].end, at, at + 2)


def _membership(named: Mention, seen: Seen, eyes: Eyes) -> Mention | None:
    """The organisation right behind a name: "X, of the union", "X (union)"."""
    for body in seen.of("body"):
        between = seen.words[named.last : body.first]
        small = all(word.low in eyes.lexicon.function | eyes.lexicon.lists["articles"] for word in between)
        joined = any(word.low in eyes.lexicon.lists["joining"] for word in between)
        gap = _marks(seen, named.last, body.first).strip()
        own = "" not in body.values
        if body.first >= named.last and own and len(between) <= 2 and small and not joined and gap[:1] in (",", "("):
            belongs = between[0].low in eyes.lexicon.belonging if between else gap[:1] == "("
            return body if belongs else None
    return None


def _another_body(body: Mention, bearers: list[Person], who: tuple[str, ...], seen: Seen) -> Claim:
    """That somebody is of an organisation to which no office of theirs belongs."""
    name = seen.text[body.start : body.end]
    held = [office for person in bearers for office in person.offices]
    bodies = " and ".join(sorted({str(office.of) for office in held if office.of}))
    verdict = Verdict.CONTRADICTED if bodies else Verdict.UNSUPPORTED
    says = f"'{name}': the campaign has '{who[0]}' in {bodies or 'no organisation'}"
    code = "LK508" if bodies else ""
    return Claim("office", name, who, body.start, body.end, verdict, says, held[0].office.first.location, code)


def beside_of(named: Mention, seen: Seen, eyes: Eyes) -> Mention | None:
    """The office that stands beside a name: behind it after a comma or "is", or else right before it.

    Of joined offices with as many joined names, each is that of its fellow: "the chair and the treasurer, X and Y".
    """
    offices, people = standing_alone(seen), seen.of("person")
    together = next((run for run in _runs(people, seen, eyes) if named in run), [named])
    if fellows := _as_many(offices, together, seen, eyes):
        return fellows[together.index(named)]
    behind = next((office for office in offices if _is_behind(office, named, seen, eyes)), None)
    before = next((office for office in offices if _is_before(office, named, seen, eyes)), None)
    if behind and before and any(_is_before(behind, other, seen, eyes) for other in people if other != named):
        return before  # "The president, X, as well as the treasurer, Y"
    return behind or before


def _is_behind(office: Mention, named: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether an office is given to the name before it: "X, the chair", "X is the chair"."""
    if office.first < named.last:
        return False
    between = seen.words[named.last : office.first]
    if len(between) > 4 or not all(_is_small(word.low, eyes) for word in between):
        return False
    marks = _marks(seen, named.last, office.first)
    apposed = marks.lstrip()[:1] in (",", "(") and marks.count(",") <= 1
    says = any(word.low in eyes.lexicon.lists["be"] for word in between)
    return (apposed or says) and not any(word.low in eyes.lexicon.lists["joining"] for word in between)


def _is_before(office: Mention, named: Mention, seen: Seen, eyes: Eyes) -> bool:
    """Whether an office is given to the name behind it: "the treasurer, X", "the chair of the union, Mr X"."""
    body = body_of(office, seen, eyes)
    end = body.last if body else office.last
    if end > named.first:
        return False
    between = seen.words[end : named.first]
    marks = _marks(seen, end, named.first)
    titled = all(word.low in eyes.lexicon.lists["titles"] for word in between)
    apposed = marks.count(",") <= 1 and (not body or "," in marks) and not set(marks) - set(" ,.")
    return titled and apposed and len(between) <= 1


def _runs(mentions: Sequence[Mention], seen: Seen, eyes: Eyes) -> list[list[Mention]]:
    """Mentions as lists of those that stand together: nothing but small words between them."""
    lists = eyes.lexicon.lists
    # « de l'arrestation d'Awa Diop et de Moussa Ndiaye, respectivement présidente et trésorier »
    small = lists["joining"] | lists["articles"] | lists["titles"] | eyes.lexicon.belonging
    runs: list[list[Mention]] = [list(mentions[:1])]
    for one, other in pairwise(mentions):
        together = all(word.low in small for word in seen.words[one.last : other.first])
        if together and not set(_marks(seen, one.last, other.first)) & set(";:()"):
            runs[-1].append(other)
        else:
            runs.append([other])
    return runs


def _as_many(offices: Sequence[Mention], people: Sequence[Mention], seen: Seen, eyes: Eyes) -> Sequence[Mention]:
    """The list of offices right behind a list of names, or else right before it, that has as many; none of one name."""
    runs = [run for run in _runs(offices, seen, eyes) if len(run) == len(people) > 1]
    behind = (run for run in runs if 0 <= run[0].first - people[-1].last <= _APART)
    before = (run for run in runs if 0 <= people[0].first - run[-1].last <= _APART)
    return next(chain(behind, before), ())


def _marks(seen: Seen, first: int, last: int) -> str:
    """What stands before and between the words from ``first`` to ``last``, without the words."""
    return "".join(word.gap for word in seen.words[first : last + 1])


def standing_alone(seen: Seen) -> list[Mention]:
    """The offices of a sentence that are no part of a longer one, each once."""
    offices = seen.of("office")
    places = {(office.first, office.last): office for office in offices}
    return [
        office
        for office in places.values()
        if not any(other.first <= office.first and office.last <= other.last and other != office for other in offices)
    ]


def _is_small(word: str, eyes: Eyes) -> bool:
    lists = eyes.lexicon.lists
    return any(word in lists[name] for name in ("articles", "be", "former", "adverbs")) or word in eyes.lexicon.function


def body_of(office: Mention, seen: Seen, eyes: Eyes) -> Mention | None:
    """The organisation that follows an office: "chair of the union"."""
    for body in seen.of("body"):
        between = seen.words[office.last : body.first]
        if 0 < len(between) <= 3 and all(word.low in eyes.lexicon.function for word in between):
            return body
    return None


def _weighed(
    named: Mention, office: Mention, body: Mention | None, bearers: list[Person], seen: Seen, eyes: Eyes
) -> Claim:
    title = seen.text[office.start : office.end]
    before = seen.words[office.first - 1].low if office.first else ""
    former = before in eyes.lexicon.lists["former"]
    who = tuple(sorted(named.values))

    def claim(verdict: Verdict, says: str, at: Mention, evidence: Location | None) -> Claim:
        code = "LK508" if verdict is Verdict.CONTRADICTED else ""
        return Claim("office", title, who, at.start, at.end, verdict, says, evidence, code)

    if right := next(_bearing_out(title, body, bearers, eyes, former), None):
        if former and _goes_on(right, eyes) and before in eyes.lexicon.lists["no-longer"]:
            says = f"'{before} {title}': by the campaign, '{who[0]}' holds the office on {eyes.today}"
            return claim(Verdict.CONTRADICTED, says, office, right.office.first.location)
        return claim(Verdict.SUPPORTED, "", office, right.office.first.location)
    person = bearers[0]
    held_now = list(_held(person, eyes, former)) or list(person.offices)
    evidence = held_now[0].office.first.location
    titles = " and ".join(dict.fromkeys(_said(held, eyes) for held in held_now))
    if body and any(is_same(title, held, eyes) for held in held_now):
        name = seen.text[body.start : body.end]
        bodies = " and ".join(sorted({str(held.of) for held in held_now if held.of}))
        return claim(Verdict.CONTRADICTED, f"'{name}': the campaign has '{who[0]}' in {bodies}", body, evidence)
    if _can_be_any(title, body, held_now, eyes):
        return claim(Verdict.SUPPORTED, "", office, evidence)
    verdict = _on_another(named, office, person, seen, eyes)
    return claim(verdict, f"'{title}': the campaign calls '{who[0]}' {titles}", office, evidence)


def _on_another(named: Mention, office: Mention, person: Person, seen: Seen, eyes: Eyes) -> Verdict:
    """The verdict on an office that is none of somebody's.

    It may be right where a sentence says when it was held, or that it is one of another organisation, and where the
    campaign gives offices of another time only.
    """
    lists = eyes.lexicon.lists
    stated = any(word.low in lists["be"] for word in seen.words[min(named.last, office.last) : office.first])
    another = any(word.low in lists["others"] for word in seen.words[office.last : office.last + 3])
    before = seen.words[office.first - 1].low if office.first else ""
    # "Ms A, a journalist": who holds an office has a trade, too. "Who chairs the branch" is a verb.
    another = another or before in (lists["articles"] - lists["definite"]) | lists["subordinating"]
    elsewhere = another or (stated and bool(seen.of("date")))
    return Verdict.CONTRADICTED if list(_held(person, eyes, False)) and not elsewhere else Verdict.UNSUPPORTED


def _bearing_out(title: str, body: Mention | None, bearers: list[Person], eyes: Eyes, former: bool) -> Iterator[Office]:
    """The offices of those who can be meant that a title stands for, in the organisation that is named."""
    for held in (office for person in bearers for office in _held(person, eyes, former)):
        if is_same(title, held, eyes) and not (body and held.of and str(held.of) not in body.values):
            yield held


def _held(person: Person, eyes: Eyes, former: bool) -> Iterator[Office]:
    """The offices that somebody holds on the letter's date; with ``former``, also those that ended."""
    for office in person.offices:
        begun = not office.from_ or office.from_.begun(eyes.today)
        if begun and (former or not _over(office, eyes)):
            yield office


def _over(office: Office, eyes: Eyes) -> bool:
    """Whether an office has ended by the letter's date."""
    return office.until is not None and office.until.last < eyes.today


def _goes_on(office: Office, eyes: Eyes) -> bool:
    """Whether an office surely has not ended by the letter's date."""
    return office.until is None or office.until.first > eyes.today


def _said(office: Office, eyes: Eyes) -> str:
    return plain(str(office.office.within(eyes.language.code) or office.office.first)).casefold()


def _can_be_any(title: str, body: Mention | None, held: Sequence[Office], eyes: Eyes) -> bool:
    """Whether a title can stand for any office, in an organisation in which somebody holds one: "a leader of"."""
    there = body is None or any(each.of and str(each.of) in body.values for each in held)
    return there and _without_article(title, eyes) in eyes.lexicon.lists["any-office"]


def _without_article(title: str, eyes: Eyes) -> str:
    said = plain(" ".join(title.split())).casefold()
    article, _, rest = said.partition(" ")
    return rest if rest and article in eyes.lexicon.lists["articles"] else said


def is_same(title: str, office: Office, eyes: Eyes) -> bool:
    """Whether a title stands for an office: the same, in another gender, a synonym, or without its beginning."""
    said = _without_article(title, eyes)  # "a member of our committee"
    known = {plain(str(text)).casefold() for text in office.office.languages.values()}
    known |= {other for held in tuple(known) for other in eyes.lexicon.offices.get(held, ())}
    if said in known or known & eyes.lexicon.offices.get(said, frozenset()):
        return True
    deputies = eyes.lexicon.lists["deputies"]
    return any(
        (held.endswith(f" {said}") or held.startswith(f"{said} "))
        and not set(held.replace("-", " ").split()) & deputies
        for held in known
    )
