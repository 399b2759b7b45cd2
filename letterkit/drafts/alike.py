"""Sentences of two generated texts that tell the same facts, and differ only in how they refer to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from letterkit.drafts.history import Fact, Generated, Sentence
from letterkit.drafts.markdown import escape
from letterkit.language.words import key_of

# A pronoun, or a noun with its article, that stands for a name.
_SHORT = 2
_FACT = re.compile(r"‹([^›]*)›")


def told_alike(before: Generated, after: Generated) -> frozenset[tuple[str, str]]:
    """The pairs of sentences, by their keys in a draft, that differ in nothing but a reference.

    "On 10 May, Ms Bek is to be tried" becomes "on 10 May, she is to be tried" as soon as the sentence before it speaks
    of her. The facts of both are the same, and so are the words but for those that name her.
    """
    told: dict[object, list[_ToldSentence]] = {}
    for sentence in before.sentences:
        one = _ToldSentence(sentence)
        told.setdefault(one.key, []).append(one)
    return frozenset(
        pair
        for new in map(_ToldSentence, after.sentences)
        for old in told.get(new.key, ())
        if old.text != new.text and _differ_in_reference(old, new)
        for pair in zip(_keys(old.text), _keys(new.text), strict=True)
    )


class _ToldSentence:
    """A sentence with what it is compared by: ``key`` is what two have in common that tell the same acts."""

    def __init__(self, sentence: Sentence) -> None:
        self.text, self.facts = sentence.text, sentence.facts
        self.key = _acts(sentence.facts), tuple(map(repr, _clauses(sentence)))
        self.words = list(_told(sentence))
        self.names_somebody = any((fact := _FACT.fullmatch(word)) and _is_name(fact[1]) for word in self.words)


def _keys(text: str) -> tuple[str, str]:
    """A sentence as it stands in a paragraph, and as an item of a list without the mark that closes it."""
    key = key_of(escape(text))
    return key, re.sub(r"[\s.;,]+$", "", key)


def _differ_in_reference(old: _ToldSentence, new: _ToldSentence) -> bool:
    if old.words != new.words and not (old.names_somebody or new.names_somebody):
        return False
    values = {fact.name: fact.value for fact in old.facts}
    if any(values.get(fact.name, fact.value) != fact.value for fact in new.facts):
        return False
    one, other = old.words, new.words
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return all(
        what == "equal" or _is_reference(one[start:end], other[first:last])
        or _is_reference(other[first:last], one[start:end])
        for what, start, end, first, last in codes
    )  # fmt: skip


def _acts(facts: Sequence[Fact]) -> frozenset[tuple[str, str]]:
    return frozenset((fact.name, fact.value) for fact in facts if "/acts/" in fact.name)


def _clauses(sentence: Sentence) -> list[object]:
    return [origin.get("name") for origin in sentence.origins if origin.get("kind") == "clause"]


def _told(sentence: Sentence) -> Iterator[str]:
    """The words of a sentence, each fact in it as the key that it has in the campaign."""
    names = {fact.text: fact.name for fact in sentence.facts if fact.text}
    longest = "|".join(re.escape(text) for text in sorted(names, key=len, reverse=True))
    text = re.sub(longest, lambda found: f"‹{names[found[0]]}›", sentence.text) if names else sentence.text
    for found in re.finditer(r"‹[^›]*›|[^\W_]+", text):
        yield found[0] if found[0].startswith("‹") else found[0].casefold()


def _is_reference(named: Sequence[str], referred: Sequence[str]) -> bool:
    """Whether the first words name one person or organisation, and the second are few enough to stand for the name."""
    # "Ms Bek and Ms Lee are" does not become "Ms Bek is": a name that another stands before is left out.
    if not named or not (first := _FACT.fullmatch(named[0])) or not _is_name(first[1]):
        return False
    facts = [found[1] for word in named if (found := _FACT.fullmatch(word))]
    subjects = {tuple(fact.split("/")[:2]) for fact in facts}
    if len(subjects) != 1 or any("/acts/" in fact for fact in facts):
        return False
    plainly = all(not _FACT.fullmatch(word) and not any(map(str.isdigit, word)) for word in referred)
    return plainly and 0 < len(referred) <= _SHORT


def _is_name(fact: str) -> bool:
    return fact.rpartition("/")[2] in ("name", "short", "surname")
