"""Weigh what a sentence claims of the law, and account for the numbers with which it is cited."""

from __future__ import annotations

from collections.abc import Iterator

from letterkit.checks.law.articles import rightly_cited
from letterkit.checks.law.denials import denials
from letterkit.checks.law.law import Spoken, weigh_claim
from letterkit.checks.law.legal_words import reader
from letterkit.checks.law.orders import claims_in
from letterkit.checks.ledger.records.records import Claim, Verdict
from letterkit.checks.ledger.sentences.seen import Mention, Seen
from letterkit.drafts.document import Document
from letterkit.drafts.passages import Passage
from letterkit.foundation.codes import Severity
from letterkit.foundation.strict_yaml import Scalar
from letterkit.language.spelling import plain
from letterkit.schema.law.ratifications import StandingKind

_BETWEEN = 4
"""How many words can stand between the number of an article and the law."""
_FIGURES = 3
"""A number of so many figures that is nearly another is mistyped more likely than meant."""


class LawBook:
    """The law of one letter, read sentence by sentence; it remembers which country was spoken of last."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._look = reader(document.library, document.language.code)
        self._country = str(document.campaign.country)
        self._known = self._country
        words = document.language.writing.typography.before_numbers
        self._linking = frozenset(map(str, document.language.checking.function_words or ()))
        reading = document.library.language(document.language.code).reading
        self._joining = frozenset(map(str, reading.joining)) if reading else frozenset()
        self._numbered = frozenset(str(word).casefold().rstrip(".") for word in words)

    def begin(self) -> None:
        """Begin a passage, in which nothing has been spoken of."""
        self._known = self._country

    def weigh(self, passage: Passage, start: int, sentence: str, seen: Seen) -> tuple[list[Claim], set[Mention]]:
        """The claims of a sentence that begins at a place, and the mentions that citations account for."""
        own = self._country if self._document.letter.direct else ""
        claims = [
            self._weighed(Spoken(claim, passage, start)) for claim in claims_in(self._look, sentence, own, self._known)
        ]
        if countries := self._look.countries(sentence):
            self._known = countries[-1][2]
        spans = [(citation.start, citation.end) for citation in self._look.citations(sentence)]
        # What a claim of the law dates is the matter of the claim; a law's name has its year in it.
        covered = {
            mention
            for mention in seen.of("date", "number", "stranger")
            if any(first <= mention.start < last for first, last in spans) or self._is_reference(mention, seen)
        }
        if claims or self._look.preferences(sentence):
            covered.update(seen.of("date"))
        return [*claims, *self._rights(sentence), *self._denied(sentence, own), *self._national(seen)], covered

    def _rights(self, sentence: str) -> Iterator[Claim]:
        """What a sentence says of a right, with the article that has it."""
        for start, end in rightly_cited(self._document, plain(sentence)):
            yield Claim("law", sentence[start:end], (), start, end, Verdict.SUPPORTED)

    def _denied(self, sentence: str, own: str) -> Iterator[Claim]:
        """That a State has not ratified what a sentence names, as the law data have it."""
        law, day = self._document.law, self._document.letter.date
        found = denials(self._look, plain(sentence), own, self._known)
        if not found or any(each.instrument not in law.instruments for each in found):
            return
        # One that is on record is a finding of its own.
        if all(law.status(each.country, each.instrument, day).kind is StandingKind.NOT_RATIFIED for each in found):
            where = (found[0].cited.start, found[-1].cited.end)
            yield Claim("law", min(each.instrument for each in found), (found[0].country,), *where, Verdict.SUPPORTED)

    def _national(self, seen: Seen) -> Iterator[Claim]:
        """The articles of national laws that a sentence cites, and that the campaign does not give."""
        for law in seen.of("law"):
            given = self._document.campaign.laws[Scalar(min(law.values))]
            listed = [str(number) for number in (*given.articles, *given.sections)]
            for number in seen.of("number"):
                between = seen.words[number.last : law.first]
                near = len(between) <= _BETWEEN and all(word.low in self._linking for word in between)
                if near and self._is_reference(number, seen) and str(number.number) not in listed:
                    division = "sections" if given.sections else "articles"
                    says = f"the campaign gives {', '.join(listed) or f'no {division}'} of '{min(law.values)}'"
                    slip = any(_is_slip(str(number.number), one) for one in listed)
                    verdict = Verdict.CONTRADICTED if slip else Verdict.UNSUPPORTED
                    where = (number.start, number.end)
                    code = "LK521" if slip else ""
                    yield Claim("article", str(number.number), (), *where, verdict, says, given.location, code)

    def _is_reference(self, mention: Mention, seen: Seen) -> bool:
        """Whether a number is one of an article, a law or the like, or within its name."""
        if any(name.first <= mention.first < name.last for name in seen.of("law", "occasion", "addressee", "body")):
            return True
        at = mention.first - 1
        if mention.kind != "number" or at < 0:
            return False
        joining = {str(other.number) for other in seen.of("number")}
        while at > 0 and (seen.words[at].low in self._joining or seen.words[at].low in joining):
            at -= 1
        return seen.words[at].low in self._numbered

    def _weighed(self, spoken: Spoken) -> Claim:
        claim, problems = spoken.claim, list(weigh_claim(self._document, spoken))
        verdict = Verdict.SUPPORTED
        if problems:
            errors = any(problem.severity is Severity.ERROR for problem in problems)
            verdict = Verdict.CONTRADICTED if errors else Verdict.UNSUPPORTED
        citation = claim.citation
        what = claim.instrument or citation.text
        says = problems[0].message if problems else ""
        return Claim("law", what, (claim.country,), citation.start, citation.end, verdict, says)


def _is_slip(said: str, listed: str) -> bool:
    """Whether a number has the figures of another in another order, or one that is another: 187 for 178."""
    if len(said) != len(listed) or len(said) < _FIGURES:
        return False
    return sorted(said) == sorted(listed) or sum(one != other for one, other in zip(said, listed, strict=True)) == 1
