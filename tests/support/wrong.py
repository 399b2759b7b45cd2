"""Letters in which one fact of one sentence is wrong, as it happens in a hurry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.alterations import _E, _TOWNS, _VERBS, Alteration, Sample, called, day, events, sentences

from letterkit.letter.items import Event
from letterkit.schema.campaign import Group


def wrong(sample: Sample) -> Iterator[Alteration]:
    """All that can go wrong in a letter, a sentence at a time."""
    yield from _edited(sample)
    yield from _written(sample)


def _edited(sample: Sample) -> Iterator[Alteration]:
    """Sentences of the letter with a fact replaced."""
    for sentence in sentences(sample):
        if sample.text.count(sentence) != 1:
            continue
        for kind, new in (
            *_dates(sample, sentence),
            *_places(sample, sentence),
            *_numbers(sample, sentence),
            *_names(sample, sentence),
            *_offices(sample, sentence),
            *_outcomes(sample, sentence),
            *_statuses(sample, sentence),
            *_negations(sample, sentence),
            *_law(sample, sentence),
        ):
            if new != sentence:
                yield Alteration(sample, kind, sentence, new)


def _dates(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    language = sample.language
    for event in _told(sample):
        if event.act.date.precision != "day":
            continue
        first = event.act.date.first
        for written in (day(first, language), f"{day(first, language).split()[-1]} {first.day}"):
            if written in sentence and not re.search(r"wrote|écrit|letter of|lettre du", sentence):
                other = str(first.day + 3 if first.day < 24 else first.day - 9)
                number = "1er" if "1er" in written else str(first.day)
                yield "date", sentence.replace(written, written.replace(number, other, 1), 1)


def _told(sample: Sample) -> list[Event]:
    return [item for paragraph in sample.letter.facts for item in paragraph if isinstance(item, Event)]


def _places(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    for number, event in enumerate(_told(sample)):
        if event.act.place and "" in event.act.place.languages:
            place = str(event.act.place.first)
            if place in sentence and place[0].isupper() and "Union" not in sentence and "Syndicat" not in sentence:
                yield "place", sentence.replace(place, _TOWNS[number % len(_TOWNS)], 1)


def _numbers(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    for key, group in sample.letter.people.items():
        if isinstance(group, Group) and group.count and str(group.count.first).isdigit():
            count = int(group.count.first)
            written = str(count)
            if re.search(rf"(?<![\d,.]){written}(?![\d,.]\d)(?! [JFMASONDjfmasond][a-zû]+)", sentence) and str(key):
                yield "number", re.sub(rf"(?<![\d,.]){written}(?!\d)", str(count + 7), sentence, count=1)


def _names(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    language = sample.language
    told = {event.who: person for event, person in events(sample)}
    for event, person in events(sample):
        verb = _VERBS[language][event.act.kind][0]
        if (
            called(person, language) not in sentence
            or verb not in sentence
            or " and " in sentence
            or " et " in sentence
        ):
            continue
        for who, other in told.items():
            kinds = {(each.act.kind, each.act.date) for each, _ in events(sample) if each.who == who}
            if who != event.who and (event.act.kind, event.act.date) not in kinds:
                yield "name", sentence.replace(called(person, language), called(other, language), 1)
                break
        else:
            stranger = {"en": "Mr Ostrander", "fr": "M. Ostrander"}[language]
            yield "name", sentence.replace(called(person, language), stranger, 1)


_OTHER_OFFICES = {"en": ("general secretary", "legal adviser"), "fr": ("secrétaire général", "porte-parole")}


def _offices(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    language = sample.language
    words = {
        "en": r"(?<=, )(deputy president|president|chair|treasurer|an organiser|a leader)(?= of)",
        "fr": r"(?<=, )(vice-président|présidente?|trésori(?:er|ère)|responsable syndical)(?= (?:de|du|des|d'))",
    }[language]
    for found in re.finditer(words, sentence):
        for other in _OTHER_OFFICES[language][:1]:
            yield "office", sentence[: found.start()] + other + sentence[found.end() :]
        if found[1].startswith(("president", "présid", "chair")):
            deputy = {"en": "deputy president", "fr": "vice-président"}[language]
            yield "office", sentence[: found.start()] + deputy + sentence[found.end() :]
        elif found[1].startswith(("deputy", "vice")):
            chief = {"en": "president", "fr": "président"}[language]
            yield "office", sentence[: found.start()] + chief + sentence[found.end() :]


def _outcomes(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    language = sample.language
    others = {"en": ("tax evasion", "twelve years in prison"), "fr": ("fraude fiscale", "douze ans de prison")}[
        language
    ]
    for event in _told(sample):
        if event.act.outcome and event.act.kind in ("charged", "sentenced"):
            said = str(event.act.outcome.within(language) or event.act.outcome.first)
            if said in sentence:
                yield "outcome", sentence.replace(said, others[event.act.kind == "sentenced"], 1)


def _statuses(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    language = sample.language
    for kind, (passive, _, _, clashing) in _VERBS[language].items():
        told = [event for event in _told(sample) if event.act.kind == kind]
        auxiliary = {"en": r"(was|were) ", "fr": r"(a été|ont été) "}[language]
        found = re.search(rf"{auxiliary}{passive}(e?s?)\b", sentence)
        if told and found and clashing not in ("arrested", "arrêté"):
            yield "status", sentence[: found.start()] + f"{found[1]} {clashing}{found[2]}" + sentence[found.end() :]


def _negations(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    if sample.french:
        found = re.search(r"\b(a|ont) été (?=arrêt|licenci|inculp|tué|bless|condamn|libér)", sentence)
        if found:
            shown = "n'a pas été " if found[1] == "a" else "n'ont pas été "
            yield "negation", sentence[: found.start()] + shown + sentence[found.end() :]
        return
    found = re.search(r"\b(was|were) (?=arrested|dismissed|charged|killed|injured|released|sentenced|fined)", sentence)
    if found:
        yield "negation", sentence[: found.end()] + "not " + sentence[found.end() :]


def _law(sample: Sample, sentence: str) -> Iterator[tuple[str, str]]:
    found = re.search(r"\b(In|En|in|en) ((?:19|20)\d\d)(?=,? (?:le |la |les |the )?\w+ (?:a |ont )?ratifi)", sentence)
    if found:
        yield "instrument", sentence.replace(found[2], str(int(found[2]) - 7), 1)
    found = re.search(r"(Convention No\.|convention n°) (87|98)(?= of| de)", sentence)
    if found and re.search(r"ratifi", sentence) and sample.campaign.country in ("KZ", "BY", "GE", "PH", "SN"):
        yield "instrument", sentence[: found.start(2)] + "189" + sentence[found.end(2) :]
    found = re.search(r"\b(Article|L'article) (\d+)(?= of the International| du Pacte)", sentence)
    if found:
        yield "article", sentence[: found.start(2)] + "94" + sentence[found.end(2) :]


def _written(sample: Sample) -> Iterator[Alteration]:
    """Sentences that a person adds, with a fact that is wrong."""
    language = sample.language
    for number, (event, person) in enumerate(events(sample)):
        passive, active, noun, clashing = _VERBS[language][event.act.kind]
        name, e = called(person, language), _E[person.gender]
        first = event.act.date.first
        later = first.replace(day=first.day + 4 if first.day < 24 else first.day - 11)
        wrong_day, town = day(later, language), _TOWNS[number % 3]
        right = day(first, language)
        alone = {each.act.kind for each, other in events(sample) if other is person}
        if language == "en":
            yield Alteration(sample, "date", "", f"On {wrong_day}, {name} was {passive}, and the family was not told.")
            yield Alteration(sample, "date", "", f"It was on {wrong_day} that {name} was {passive}.")
            yield Alteration(sample, "date", "", f"The authorities {active} {name} on {wrong_day}.")
            yield Alteration(sample, "negation", "", f"{name} was never {passive}.")
            if noun:
                yield Alteration(sample, "date", "", f"The {noun} of {name} on {wrong_day} has shocked us.")
            if event.act.place:
                yield Alteration(sample, "place", "", f"{name} was {passive} in {town} on {right}.")
            if clashing not in ("arrested", *alone):
                yield Alteration(sample, "status", "", f"{name} has been {clashing} since.")
            yield Alteration(sample, "event", "", f"A hearing in the case of {name} was held on {wrong_day}.")
        else:
            yield Alteration(
                sample, "date", "", f"Le {wrong_day}, {name} a été {passive}{e}, et sa famille n'en a rien su."
            )
            yield Alteration(sample, "date", "", f"C'est le {wrong_day} que {name} a été {passive}{e}.")
            yield Alteration(sample, "negation", "", f"{name} n'a jamais été {passive}{e}.")
            if noun:
                of = "de "
                yield Alteration(sample, "date", "", f"L'{noun} {of}{name} le {wrong_day} nous a bouleversés.")
            if event.act.place:
                yield Alteration(sample, "place", "", f"{name} a été {passive}{e} à {town} le {right}.")
            if clashing not in ("arrêté", *alone):
                yield Alteration(sample, "status", "", f"{name} a été {clashing}{e} depuis.")
            yield Alteration(sample, "event", "", f"Une audience dans l'affaire de {name} a eu lieu le {wrong_day}.")
