"""What others report, told as reported: "was reportedly arrested", "according to the union, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letterkit.foundation.origins import MARKS, Origin, OriginKind
from letterkit.letter.compose.act_phrases import ActPhrases
from letterkit.letter.compose.naming import Naming
from letterkit.letter.compose.noun import WHOM, Noun
from letterkit.schema.organisation import Act

_PIECE = re.compile(rf"{MARKS}|\s+|(?:(?!{MARKS})\S)+")
_OPENS = re.compile("[\U000f0000-\U000ffffd]")
_ENDS, _BESIDES = (".", "!", "?"), " \n\ue001"
_MOST_WORDS_OF_A_VERB = 2
_TOLD = ("statement", "ahead")
"""The forms of an act that are sentences."""


class Hearsay:
    """Words what others report, in one letter."""

    def __init__(self, naming: Naming, phrases: ActPhrases) -> None:
        self._naming, self._language, self._phrases = naming, naming.language, phrases
        self._words = naming.language.writing.reported

    def lead(self, act: Act) -> str:
        """Who reports an act, as it stands before the sentence: "according to the union"; "" where nobody is named."""
        if act.reported is None or not act.reporter:
            return ""
        sources = self._phrases.sources(act)
        body = self._phrases.body(act.reported)
        said = str(self._naming.organisations((body,))) if body else self._phrases.agent(act.reported, sources)
        return self._ours(self._words.by.first.format(said.rstrip(",")))

    def noun(self, phrases: Sequence[str]) -> str:
        """Noun phrases of acts as one of reports of them: "reports of the arrest of A and the beating of B"."""
        language, particle = self._language, self._words.particle
        each = [language.with_particle(str(particle), one) for one in phrases] if particle else list(phrases)
        return self._ours(self._words.noun.first.format(language.list_of_lists(each)))

    def marked(self, who: Noun, act: Act, form: str) -> Noun:
        """Those to whom an act was done, as a form of it says them."""
        return who.marked() if act.reported is not None and form in _TOLD else who

    def in_form(self, text: str, form: str, *, attributed: bool) -> str:
        """A form of a reported act: a statement (see `told`), an entry of a table, or another as it is."""
        if form in _TOLD:
            return self.told(text, attributed=attributed)
        return self._words.entry.first.format(text) if form == "entry" else text

    def told(self, text: str, *, attributed: bool) -> str:
        """A statement as reported, `WHOM` around its subject; ``attributed``, where who reports it is said before it.

        It says so by its verb. Where it cannot, it begins with "according to reports".
        """
        begins, (first, _, rest) = text.startswith(WHOM), text[1:].partition(WHOM)
        by_verb = self._by_verb(rest.replace(WHOM, "")) if begins else None
        if by_verb is not None and not (attributed and self._words.adverb):
            return f"{first}{by_verb}"
        plain = text.replace(WHOM, "")
        return plain if attributed else f"{self._ours(str(self._words.unnamed))}, {plain}"

    def _ours(self, text: str) -> str:
        return self._naming.tracer.wrap(text, Origin(OriginKind.LANGUAGE, "reported"))

    def _by_verb(self, rest: str) -> str | None:
        """What follows a subject, told as reported by its verb; None where the language cannot."""
        pieces = _PIECE.findall(rest)
        own = list(_own_words(pieces))
        if not own or not self._verb(pieces, own, 0):
            return None
        for at in range(1, len(own)):
            before = own[at - 1]
            begins = pieces[before] in self._pronouns() and "".join(pieces[:before]).rstrip(_BESIDES).endswith(_ENDS)
            if begins or (self._words.verbs and pieces[before] == self._language.conjunction):
                self._verb(pieces, own, at)
        return "".join(pieces)

    def _pronouns(self) -> set[str]:
        word = self._language.writing.subject
        variants = self._language.writing.agreement[word] if word else None
        return {str(one).capitalize() for one in variants.all} if variants else set()

    def _verb(self, pieces: list[str], own: Sequence[int], at: int) -> bool:
        """Put the verb that begins at an own word into its form of what is reported; whether there is one."""
        if self._words.adverb:
            place = own[at]
            behind = pieces[place] in map(str, self._words.auxiliaries)
            pieces[place] = (
                f"{pieces[place]} {self._words.adverb}" if behind else f"{self._words.adverb} {pieces[place]}"
            )
            return True
        for number in range(_MOST_WORDS_OF_A_VERB, 0, -1):
            taken = own[at : at + number]
            said = " ".join(pieces[place] for place in taken)
            for verb, told in self._words.verbs.items():
                if str(verb) == said and len(taken) == number:
                    pieces[taken[0]] = str(told)
                    for place in taken[1:]:
                        pieces[place] = pieces[place - 1] = ""
                    return True
        return False


def _own_words(pieces: Sequence[str]) -> Iterator[int]:
    """Where the words of a template's own stand, and not those that it is filled with."""
    depth = 0
    for at, piece in enumerate(pieces):
        if re.fullmatch(MARKS, piece):
            depth += 1 if _OPENS.match(piece) else -1
        elif depth == 0 and piece.strip() and piece not in (".", ",", ";"):
            yield at
