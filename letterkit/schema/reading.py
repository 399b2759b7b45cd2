"""How sentences of a language are read for what they claim: ``reading.yml`` in its folder, which it can do without.

All are lists of words and phrases, where letters in brackets can be left out ("libéré(e)(s)") and ``*`` stands for
words between. What the acts are called stands with the acts.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Record, Words

Pronoun = Literal["male", "female", "many", "one", "thing"]


class Reading(Record):
    """The small words of a language that turn what a sentence says (docs/languages.md#reading-claims)."""

    be: Words
    finite: Words
    infinitive: Words
    auxiliaries: Words
    negations: Words
    unreal: Words
    according: Words
    saying: Words
    demanding: Words
    persons: Mapping[Pronoun, Words]
    possessives: Mapping[Pronoun, Words]
    sexes: Mapping[Pronoun, Words] = Field(default_factory=dict)
    clitics: Mapping[Pronoun, Words] = Field(default_factory=dict)
    objects: Words
    governed: Words
    agents: Words
    sources: Words = ()
    ordering: Words = ()
    totals: Words = ()
    each_of: Words = ()
    parts_of: Words = ()
    dozens: Mapping[Scalar, Words] = Field(default_factory=dict)
    both_of: Words = ()
    demands_met: Words = ()
    shares: Mapping[Scalar, Words] = Field(default_factory=dict)
    per_cent: Words = ()
    fortnights: Words = ()
    half_before: Words = ()
    places: Words
    spots: Words = ()
    rivals: Words = ()
    unorganised: Words = ()
    outcomes: Words
    contrast: Words
    alive: Words
    boundaries: Words
    joining: Words
    articles: Words
    titles: Words
    genitive: Words = ()
    adverbs: Words
    only: Words
    limits: Words
    dated_nouns: Words
    before_months: Words
    parts_of_months: Mapping[Scalar, Words] = Field(default_factory=dict)
    weeks: Words
    more: Words
    less: Words
    about: Words
    others: Words
    narrowing: Words
    scales: Words
    former: Words
    deputies: Words
    offices: Words
    same_office: tuple[Words, ...]
    any_office: Words
    held_by_one: Words = ()
    regions: Words
    corresponding: Words
    common: Words
    reasons: Words = ()
    anything: Words = ()
    state_bodies: Words = ()
    bodies: Words = ()
    afterwards: Words = ()
    beforehand: Words = ()
    then_later: Words = ()
    then_earlier: Words = ()
    following: Words = ()
    same_time: Words = ()
    since: Words = ()
    noticing: Words = ()
    address: Words = ()
    past: Words = ()
    absent: Words = ()
    people: Words = ()
    relatives: Words = ()
    kin: Words = ()
    objects_said: Words = ()
    definite: Words = ()
    nobody: Words = ()
    one_of: Words = ()
    all_of: Words = ()
    partitive: Words = ()
    no_longer: Words = ()
    ones: Words = ()
    ago: Words = ()
    ago_before: Words = ()
    earlier: Words = ()
    later: Words = ()
    next_day: Words = ()
    previous_day: Words = ()
    lasting: Words = ()
    turning: Words = ()
    reversing: Words = ()
    courtesies: Words = ()
    subordinating: Words = ()
    reporting: Words = ()
    half: Words = ()
    confined: Words = ()
    member_of: Words = ()
    withholding: Words = ()
    hence: Words = ()
    hence_before: Words = ()
    held_for: Words = ()
    lasting_for: Words = ()
    by_now: Words = ()
    implying: Words = ()
    apposing: Words = ()
    comparing: Words = ()
    speaking: Words = ()
    asking_after: Words = ()
    able: Words = ()
    causing: Words = ()
    both: Words = ()
    kinship: tuple[Words, ...] = ()
    portfolios: tuple[Words, ...] = ()
    offences: tuple[Words, ...] = ()
    charging: Words = ()
    committing: Words = ()
    guilty: Words = ()
    misdeeds: tuple[Words, ...] = ()
    grounding: Words = ()
    deeds: Words = ()
    reflexive: Words = ()
    factive: Words = ()
    distancing: Words = ()
    undergoing: Words = ()
    light_verbs: Words = ()
    company: Words = ()
    together: Words = ()
    mourning: Words = ()
    recurring: Words = ()
    in_series: Words = ()
    copying: Words = ()
    thereupon: Words = ()
    done: Words = ()
    still: Words = ()
    coming: Words = ()
    scheduling: Words = ()
    finished: Words = ()
    possibly: Words = ()
    of_them: Words = ()
    any_doer: Words = ()
    describing: Words = ()

    def lists(self) -> Iterator[tuple[str, str, tuple[Scalar, ...]]]:
        """Each list by its key in the file, with the pronoun that it is of ("" for none)."""
        for key in self.keys():
            value = getattr(self, key.replace("-", "_"))
            if isinstance(value, Mapping):
                yield from ((key, str(pronoun), words) for pronoun, words in value.items())
            elif key not in ("same-office", "offences", "kinship", "misdeeds", "portfolios"):
                yield key, "", value
