"""Phrases of a language that the letter's own words fill, and how what others report is told."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.fields import Record, Words
from letterkit.schema.wording import Variants, gaps

Variant = Annotated[Variants, gaps()]  # a word that agrees
OneGap = Annotated[Variants, gaps(count=1)]
TwoGaps = Annotated[Variants, gaps(count=2)]
ThreeGaps = Annotated[Variants, gaps(count=3)]


class Phrases(Record):
    """Phrases with gaps "{}", which the letter's own words fill."""

    signature_of: OneGap
    continued: OneGap
    your_government: Variant
    your_company: Variant
    your_office: Variant
    your_body: OneGap
    our_affiliate: OneGap
    your_subsidiary: OneGap
    your_supplier: OneGap
    owned_by: OneGap
    you: Variant
    your_parliament: Variant
    your_court: Variant
    government_of: OneGap
    your_authorities: Variant
    authorities_of: OneGap
    place: OneGap
    place_at: OneGap
    means: OneGap
    manner: OneGap
    destination: OneGap
    destination_indefinite: OneGap | None = None
    by: OneGap
    law: OneGap
    reason: OneGap
    stated_reason: OneGap
    stated_reason_articled: OneGap | None = None
    stated_reason_named: OneGap | None = None
    no_stated_reason: Variant
    reason_articled: OneGap | None = None
    lasted: OneGap
    ahead_of: OneGap
    in_case: OneGap
    unless: OneGap
    in_absentia: Variant
    closed_hearing: Variant
    without_counsel: Variant
    article: OneGap
    section: OneGap
    of_law: TwoGaps
    former: OneGap
    office_of: TwoGaps
    office_at: TwoGaps
    office_for: TwoGaps | None = None
    its_office: OneGap
    our_office: OneGap
    still_so: TwoGaps
    meanwhile: TwoGaps
    respectively: ThreeGaps | None = None
    apposition: TwoGaps
    among_them: TwoGaps
    also_introduced: TwoGaps
    with_reference: TwoGaps
    on_the_occasion: OneGap
    ahead_of_the_occasion: TwoGaps
    nearing_the_occasion: OneGap
    so_long_after: TwoGaps
    which_represents: OneGap
    represent: TwoGaps
    represent_too: TwoGaps
    in_countries: TwoGaps
    in_countries_and_territories: TwoGaps
    occasion_on: TwoGaps | None = None
    the_office: OneGap
    those: OneGap
    both: Variant
    others_in_annex: OneGap
    and_others: TwoGaps
    others: Variant
    other_people: OneGap
    some_other_people: OneGap
    others_sign: OneGap
    those_responsible: Variant
    until_then: Variant
    in_each_case: Variant
    until_release: Variant
    those_who_sign: Variant
    who: Variant
    each_of_them: TwoGaps
    both_of_them: TwoGaps | None = None
    all_of_them: TwoGaps | None = None
    unnamed: Variant
    unnamed_again: Variant
    unnamed_officer_again: Variant
    unnamed_quoted: Variant
    unnamed_officer_quoted: Variant
    unnamed_in_list: OneGap
    unnamed_with_office: OneGap
    unnamed_relative: OneGap
    unnamed_of_two: Variant
    unnamed_officer_of_two: Variant
    unnamed_in_order: OneGap
    unnamed_officer_in_order: OneGap
    another_unnamed: Variant
    another_unnamed_in_list: OneGap
    another_unnamed_with_office: OneGap
    conventions: OneGap
    conventions_of: TwoGaps
    convention: OneGap
    convention_then: TwoGaps
    convention_of: ThreeGaps
    convention_at_first: TwoGaps
    the_convention: OneGap
    half: TwoGaps
    group_again: TwoGaps
    group_again_without_count: OneGap
    group_uncounted: OneGap | None = None
    group_these: OneGap
    count_one: OneGap | None = None
    count_at_least: OneGap
    count_more_than: OneGap
    count_nearly: OneGap
    count_about: OneGap
    count_up_to: OneGap
    count_all: OneGap
    count_several: OneGap
    count_all_of_number: TwoGaps
    group_of: TwoGaps
    group_in_union: TwoGaps
    some_of: TwoGaps
    some_among: TwoGaps
    some_of_them: OneGap
    those_of_them: OneGap
    some_among_them: OneGap
    is_in_office: TwoGaps
    they_are: OneGap
    annex_title: OneGap
    annex_name: Variant
    annex_office: Variant
    annex_act: Variant
    annex_date: Variant
    annex_status: Variant
    annex_withheld: Variant


class ReportedWords(Record):
    """How an act is told as others report it, and not as what the writer knows.

    Behind the first of some ``auxiliaries`` stands the ``adverb`` ("was reportedly arrested"), or before a verb that
    has none. In a language that tells it by the mood of its verbs, ``verbs`` gives for each the one that tells it.
    ``by`` names who reports it, ``unnamed`` is said where nobody is named and the verb cannot tell it; both go before
    the sentence. ``noun`` is the noun phrase of such acts, ``particle`` what goes before each in it; ``entry`` is an
    act in a table.
    """

    adverb: Scalar | None = None
    auxiliaries: Words = ()
    verbs: Mapping[Scalar, Scalar] = Field(default_factory=dict)
    by: OneGap
    unnamed: Scalar
    noun: OneGap
    particle: Scalar | None = None
    entry: OneGap
