"""Names of people are read as they are written, and what is no safe guess is asked."""

from __future__ import annotations

import pytest

from letterkit.schema.person_names import address_of, doubts, family_name, initials_of, parts_of


@pytest.mark.parametrize(
    ("name", "family", "initials"),
    [
        ("Nana Lomi", "Lomi", "N. L."),
        ("Joseph Sellers Jr.", "Sellers", "J. S."),
        ("Kesner Lafleur fils", "Lafleur", "K. L."),
        ("Ferdinand Marcos III", "Marcos", "F. M."),
        ("Nana Lomi, PhD", "Lomi", "N. L."),
        ("Nana Lomi, Ph.D., MP", "Lomi", "N. L."),
        ("Jan van den Berg", "van den Berg", "J. v. d. B."),
        ("Ursula von der Linden", "von der Linden", "U. v. d. L."),
        ("Jan Van den Berg", "Van den Berg", "J. V. d. B."),
        ("Madonna St. John", "St. John", "M. S. J."),
        ("Ana Del Río", "Del Río", "A. D. R."),
        ("ʿAbd Sy", "Sy", "A. S."),
        ("Khalid bin Ghaleb", "bin Ghaleb", "K. b. G."),
        ("Ana Paula dos Santos", "dos Santos", "A. P. d. S."),
        ("José Ortega y Gasset", "Ortega y Gasset", "J. O. y. G."),
        ("Anna Holm née Lind", "Holm", "A. H."),
        ("Dr. Maria Santos", "Santos", "M. S."),
        ("Me Awa Diop", "Diop", "A. D."),
        ("Prof. Dr. Karl Weiss", "Weiss", "K. W."),
        ("Suharto", "Suharto", "S."),
        ("Maria (Masha) Kalesnikava", "Kalesnikava", "M. K."),
        ('Jose "Pepe" Santos', "Santos", "J. S."),
        ("Ramon “Mon” Dalisay Sr.", "Dalisay", "R. D."),
        ("‘Ali Rostami", "Rostami", "A. R."),
        ("Jean-Pierre Dubois", "Dubois", "J.-P. D."),
        ("Seán O'Brien", "O'Brien", "S. O."),
        ("Abu Bakar", "Bakar", "A. B."),
        ("Dr.", "Dr.", "D."),
        ("III", "III", "I."),
    ],
)
def test_a_name_is_taken_apart(name: str, family: str, initials: str) -> None:
    assert (family_name(name), initials_of(name)) == (family, initials)


def test_no_word_of_a_name_is_lost() -> None:
    parts = parts_of("Dr. Jan van den Berg Jr., PhD")
    assert (parts.titles, parts.given, parts.family, parts.suffixes) == (
        ("Dr.",), ("Jan",), ("van", "den", "Berg"), ("Jr.", "PhD"),
    )  # fmt: skip


@pytest.mark.parametrize(("name", "title"), [("Dr. Maria Santos", "Dr."), ("Sir John Holm", ""), ("Nana Lomi", "")])
def test_a_title_within_a_name_is_kept(name: str, title: str) -> None:
    assert address_of(name) == title


@pytest.mark.parametrize(
    ("name", "country", "asked"),
    [
        ("Wang Jianmin", "CN", True),
        ("Nguyen Van Hai", "VN", True),
        ("Gabriel García Márquez", "CO", True),
        ("Gabriel García", "CO", False),
        ("Khin Sandar Moe", "MM", True),
        ("Suharto", "ID", False),
        ("Nana Lomi", "GE", False),
        ("Lomi, Nana", "GE", True),
        ("Nana Lomi, PhD", "GE", False),
    ],
)
def test_what_is_no_safe_guess_is_asked(name: str, country: str, asked: bool) -> None:
    assert bool(list(doubts(name, country))) is asked
