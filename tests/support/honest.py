"""Letters with sentences that are right, or that the campaign cannot decide: paraphrases, words of others, history."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from support.alterations import _E, _VERBS, Alteration, Sample, called, day, events

from letterkit.schema.campaign import Group, Person

_SYNONYMS = {
    "en": {
        "arrested": ("detained", "taken into custody"),
        "dismissed": ("sacked", "fired"),
        "charged": ("indicted",),
        "killed": ("murdered",),
        "injured": ("wounded",),
        "released": ("freed", "set free"),
        "sentenced": ("sentenced",),
        "fined": ("fined",),
    },
    "fr": {
        "arrested": ("interpellé",),
        "dismissed": ("renvoyé", "congédié"),
        "charged": ("mis en examen",),
        "killed": ("assassiné",),
        "injured": ("blessé",),
        "released": ("relâché", "remis en liberté"),
        "sentenced": ("condamné",),
        "fined": ("condamné à une amende",),
    },
}


def honest(sample: Sample) -> Iterator[Alteration]:
    """All that can be said in a letter and is no mistake."""
    told = events(sample)
    for event, person in told:
        language = sample.language
        passive, active, noun, _ = _VERBS[language][event.act.kind]
        wrong = event.act.date.first - datetime.timedelta(days=9)
        ahead = day(sample.letter.date + datetime.timedelta(days=20), language)
        right = day(event.act.date.first, language)
        before = min(event.act.date.first.year - 6, 2009)
        make = _english if language == "en" else _french
        name, e = called(person, language), _E[person.gender]
        others = [called(other, language) for _, other in told if other is not person]
        for new in make(
            name, e, passive, active, noun, right, day(wrong, language), ahead, before, event.act.kind, others
        ):
            yield Alteration(sample, "honest", "", new)
        whole = str(person.name.within(language) or person.name.first)
        pieces = whole.split()
        yield Alteration(
            sample, "honest", "", _order(f"{pieces[-1]} {' '.join(pieces[:-1])}", e, passive, right, language)
        )
    yield from (Alteration(sample, "honest", "", new) for new in _statuses(sample))
    yield from (Alteration(sample, "honest", "", new) for new in _counts(sample))
    yield from (Alteration(sample, "honest", "", new) for new in _law(sample))


def _order(name: str, e: str, passive: str, right: str, language: str) -> str:
    if language == "en":
        return f"{name} was {passive} on {right}."
    return f"{name} a été {passive}{e} le {right}."


def _english(
    name: str,
    e: str,
    passive: str,
    active: str,
    noun: str,
    right: str,
    wrong: str,
    ahead: str,
    before: int,
    kind: str,
    others: list[str],
) -> Iterator[str]:
    yield f"On {right}, {name} was {passive}."
    yield f"{name} was {passive} on {right}, as the family confirmed."
    yield f"It was on {right} that {name} was {passive}."
    yield f"The authorities {active} {name} on {right}."
    yield f"{name}, who was {passive} on {right}, has two children."
    yield f"The minister said: “{name} was {passive} on {wrong}.”"
    yield f"According to the ministry, {name} was {passive} on {wrong}."
    yield f"In {before}, {name} was {passive} in an earlier case."
    yield f"In Uruguay, three union leaders were {passive} on {wrong}."
    yield f"The brother of {name} was {passive} on {wrong}."
    yield f"{name}'s lawyer was {passive} on {wrong}."
    yield f"If {name} had been {passive} on {wrong}, the court would have said so."
    yield f"We hope that {name} will be in good health on {ahead}."
    yield f"The hearing of {name} has been postponed to {ahead}."
    if noun:
        yield f"Since the {noun} of {name} on {right}, the plant has been quiet."
    for other in others[:1]:
        yield f"{name} was {passive} on {right}, but {other} has written to us from home."
    for synonym in _SYNONYMS["en"][kind]:
        yield f"{name} was {synonym} on {right}."
        yield f"On {right} {name} was {synonym}, and nobody was told why."


def _french(
    name: str,
    e: str,
    passive: str,
    active: str,
    noun: str,
    right: str,
    wrong: str,
    ahead: str,
    before: int,
    kind: str,
    others: list[str],
) -> Iterator[str]:
    yield f"Le {right}, {name} a été {passive}{e}."
    yield f"{name} a été {passive}{e} le {right}, comme la famille l'a confirmé."
    yield f"C'est le {right} que {name} a été {passive}{e}."
    yield f"{name}, qui a été {passive}{e} le {right}, a deux enfants."
    yield f"Le ministre a dit que « {name} a été {passive}{e} le {wrong} »."
    yield f"Selon le ministère, {name} a été {passive}{e} le {wrong}."
    yield f"En {before}, {name} a été {passive}{e} dans une affaire antérieure."
    yield f"En Uruguay, trois dirigeants syndicaux ont été {passive}s le {wrong}."
    yield f"Le frère de {name} a été {passive} le {wrong}."
    yield f"L'avocat de {name} a été {passive} le {wrong}."
    yield f"Si {name} avait été {passive}{e} le {wrong}, le tribunal l'aurait dit."
    yield f"L'audience de {name} a été reportée au {ahead}."
    for synonym in _SYNONYMS["fr"][kind]:
        agreed = synonym.replace("mis en", f"mis{e} en").replace("remis en", f"remis{e} en")
        agreed = agreed if " " in synonym else f"{synonym}{e}"
        yield f"{name} a été {agreed} le {right}."
        yield f"Le {right}, {name} a été {agreed}, et personne n'a su pourquoi."


def _statuses(sample: Sample) -> Iterator[str]:
    letter, language = sample.letter, sample.language
    told = {event.who for event, _ in events(sample)}
    for key, person in letter.people.items():
        if not isinstance(person, Person) or person.publish != "yes" or key not in told:
            continue
        held = letter.statuses(str(key))
        name, e = called(person, language), _E[person.gender]
        if "detained" in held and "convicted" not in held:
            yield f"{name} is still held." if language == "en" else f"{name} est toujours détenu{e}."
            yield f"{name} has not been released." if language == "en" else f"{name} n'a pas été libéré{e}."
            yield (
                f"We ask for the release of {name}." if language == "en" else f"Nous demandons la libération de {name}."
            )
            if language == "en":
                yield f"{name} must be released at once."
                yield f"We call on you to set {name} free."
        if "dismissed" in held:
            yield f"{name} has not been reinstated." if language == "en" else f"{name} n'a pas été réintégré{e}."


def _counts(sample: Sample) -> Iterator[str]:
    language = sample.language
    for group in sample.letter.people.values():
        if isinstance(group, Group) and group.count and str(group.count.first).isdigit():
            count, noun = int(group.count.first), str(group.noun.within(language) or group.noun.first)
            if language == "en":
                yield f"More than {count - 2} of the {count} {noun} have children."
                yield f"The {count} {noun} have families to feed."
                yield f"Another five {noun.split()[0]} of the depot next door have left."
                yield f"One hundred and {count} {noun.split()[0]} of other firms came to help."
                yield f"Three of the {count} {noun} are ill."
            else:
                yield f"Plus de {count - 2} des {count} {noun} ont des enfants."
                yield f"Les {count} {noun} ont une famille à nourrir."
                yield f"Trois des {count} {noun} sont malades."


def _law(sample: Sample) -> Iterator[str]:
    if sample.language == "en":
        yield "Your country has ratified neither Convention No. 189 nor Convention No. 190."
        yield "By ratifying Convention No. 190 your country would set an example."
        yield "Uruguay was the first to ratify Convention No. 190."
        yield "We ask you to ratify Convention No. 190."
    else:
        yield "Votre pays n'a ratifié ni la convention n° 189 ni la convention n° 190."
        yield "En ratifiant la convention n° 190, votre pays donnerait l'exemple."
        yield "Nous vous demandons de ratifier la convention n° 190."
