"""Which words of a language say the same, and which the opposite: ``synonyms.yml`` in its folder, which it can lack.

Words stand for all their forms ("release" for "released", too); a phrase is found word by word. A word that
stands in several lists of ``same`` means what one or the other does. What acts are called stands with the acts.
"""

from letterkit.schema.fields import Record, Words


class Synonyms(Record):
    """Words of the same and of the opposite meaning (docs/languages.md#synonyms).

    ``same`` are lists of words that can stand for each other, ``opposite`` pairs of words of which one denies the
    other, with all that mean the same, ``apart`` lists of words of one kind, of which none can stand for another
    ("prison", "hospital"). ``particles`` are words that belong to a verb and can stand behind its object ("locked
    out", "locked them out"). ``light`` are words that tell nothing by themselves. ``weaker`` are those that ask for
    less than a demand does, ``firm`` those without which it asks for less. ``norms`` are the words of what holds
    always and everywhere: rights, wrongs, duties; ``always`` makes such a sentence of them. ``wishes`` begin what the
    writers wish or promise, ``opinions`` what they say as their own view. ``judging`` are the words by which something
    is called good or bad, ``maxims`` begin what is said of everybody ("whoever"), ``doings`` are verbs of what
    the writers do themselves.
    """

    same: tuple[Words, ...] = ()
    opposite: tuple[Words, ...] = ()
    apart: tuple[Words, ...] = ()
    particles: Words = ()
    light: Words = ()
    weaker: Words = ()
    firm: Words = ()
    norms: Words = ()
    always: Words = ()
    wishes: Words = ()
    opinions: Words = ()
    judging: Words = ()
    parts: Words = ()
    conditions: Words = ()
    maxims: Words = ()
    doings: Words = ()
