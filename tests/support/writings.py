"""Ways in which a name can be written into a letter, and honest sentences with words that are like names."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import yaml

# Names of fifteen languages in six scripts: as the campaign has them, in Latin letters, and in one other script. The
# last ten have short ones, or such as are words.
NAMES: tuple[tuple[str, str, str], ...] = (
    ("Marta Quellenberg", "Marta Quellenberg", "Марта Квелленберг"),
    ("José Evaristo Núñez", "José Evaristo Núñez", "Хосе Эваристо Нуньес"),
    ("Claire Lefèvre-Dubois", "Claire Lefèvre-Dubois", "Клер Лефевр-Дюбуа"),
    ("Abdul Rahman Khalili", "Abdul Rahman Khalili", "عبد الرحمن خليلي"),
    ("Trần Thị Đặng", "Trần Thị Đặng", "Чан Тхи Данг"),
    ("Nguyễn Văn Thuận", "Nguyễn Văn Thuận", "Нгуен Ван Тхуан"),
    ("Hong Li", "Hong Li", "李红"),
    ("Wang Xiaoming", "Wang Xiaoming", "王小明"),
    ("Ko Aung Zaw", "Ko Aung Zaw", "Ко Аунг Зо"),
    ("Tun Lin Moe", "Tun Lin Moe", "Тун Лин Мо"),
    ("Kim Cheol-su", "Kim Cheol-su", "김철수"),
    ("Park Ji-young", "Park Ji-young", "박지영"),
    ("Svetlana Kushakbaeva", "Svetlana Kushakbaeva", "Светлана Кушакбаева"),
    ("Дмитрий Коваленко", "Dmitry Kovalenko", "Дмитрий Коваленко"),
    ("Ольга Чернышёва", "Olga Chernysheva", "Ольга Чернышёва"),
    ("Giorgi Beridze", "Giorgi Beridze", "გიორგი ბერიძე"),
    ("ნანა ლომიძე", "Nana Lomidze", "ნანა ლომიძე"),
    ("Νίκος Παπαδόπουλος", "Nikos Papadopoulos", "Νίκος Παπαδόπουλος"),
    ("Eleni Karagianni", "Eleni Karagianni", "Ελένη Καραγιάννη"),
    ("Armen Hakobyan", "Armen Hakobyan", "Արմեն Հակոբյան"),
    ("Anahit Sargsyan", "Anahit Sargsyan", "Անահիտ Սարգսյան"),
    ("Mohammed Benali", "Mohammed Benali", "محمد بنعلي"),
    ("فاطمة الزهراء", "Fatima Zahra", "فاطمة الزهراء"),
    ("Youssef Mansour", "Youssef Mansour", "يوسف منصور"),
    ("Yael Rosenfeld", "Yael Rosenfeld", "יעל רוזנפלד"),
    ("דוד לוינסקי", "David Levinsky", "דוד לוינסקי"),
    ("Jürgen Großmann", "Jürgen Großmann", "Юрген Гроссман"),
    ("Åsa Lindqvist", "Åsa Lindqvist", "Оса Линдквист"),
    ("Søren Kjærgaard", "Søren Kjærgaard", "Сёрен Кьергор"),
    ("Łukasz Wiśniewski", "Łukasz Wiśniewski", "Лукаш Вишневский"),
    ("Zdeněk Dvořák", "Zdeněk Dvořák", "Зденек Дворжак"),
    ("Ayşe Yıldırım", "Ayşe Yıldırım", "Айше Йылдырым"),
    ("Siobhán O'Sullivan", "Siobhán O'Sullivan", "Шивон О’Салливан"),
    ("Luiz Inácio Fonseca", "Luiz Inácio Fonseca", "Луис Инасио Фонсека"),
    ("Rosario Magtibay", "Rosario Magtibay", "Росарио Магтибай"),
    ("Dewi Kusumawati", "Dewi Kusumawati", "Деви Кусумавати"),
    ("Chukwuemeka Okonkwo", "Chukwuemeka Okonkwo", "Чуквуемека Оконкво"),
    ("Tendai Mutasa", "Tendai Mutasa", "Тендаи Мутаса"),
    ("Somchai Rattanakul", "Somchai Rattanakul", "Сомчай Раттанакул"),
    ("Rajesh Venkataraman", "Rajesh Venkataraman", "Раджеш Венкатараман"),
    *((name, name, other) for name, other in (("Thi An", "Тхи Ан"), ("Bo Ma", "马波"), ("Ng Wei", "Нг Вэй"))),
    *((name, name, other) for name, other in (("Ha Yu", "Ха Ю"), ("Wu Di", "吴迪"), ("Ian Gill", "Иэн Гилл"))),
    *((name, name, other) for name, other in (("Min So", "Мин Со"), ("Rose Ford", "Роуз Форд"), ("Oh Yun", "오윤"))),
    ("Ye Lin", "Ye Lin", "Е Лин"),
)

_BARE = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})
_LOOKS = str.maketrans("aeopcxyiABEKMHOPCTXI", "аеорсхуіАВЕКМНОРСТХІ")
_LEET = str.maketrans("oilsaeb", "01154 38".replace(" ", ""))
_BOLD = {chr(65 + n): chr(0x1D400 + n) for n in range(26)} | {chr(97 + n): chr(0x1D41A + n) for n in range(26)}
_SMALL = str.maketrans("aeioukmnlt", "ᴀᴇɪᴏᴜᴋᴍɴʟᴛ")
_WIDE = {chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)}


def bare(name: str) -> str:
    """A name without diacritics."""
    name = name.translate(
        str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})
    )
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def last(name: str) -> str:
    """The part of a name that says most: its longest word."""
    return max((word for word in re.split(r"[\s-]", name) if not "a" <= word[0] <= "z"), key=len)


def _middle(word: str, mark: str) -> str:
    half = len(word) // 2
    return word[:half] + mark + word[half:]


def _each(word: str, mark: str) -> str:
    return mark.join(word)


def _initials(name: str, between: str) -> str:
    return between.join(part[0] for part in re.split(r"[\s-]", name) if part) + "."


def _without(word: str, at: int) -> str:
    return word[:at] + word[at:][1:] if len(word) > 4 else word


def _swapped(word: str) -> str:
    return word[:2] + word[3] + word[2] + word[4:] if len(word) > 5 else word


Kind = Callable[[str], str]
KINDS: dict[str, Kind] = {
    "whole": lambda n: f"We have spoken with {n} today.",
    "longest part": lambda n: f"We have spoken with {last(n)} today.",
    "given name": lambda n: f"We have spoken with {n.split()[0]} today.",
    "last part": lambda n: f"We have spoken with {n.split()[-1]} today.",
    "sentence begins": lambda n: f"{n} has spoken with us.",
    "capitals": lambda n: f"We have spoken with {n.upper()} today.",
    "lower case": lambda n: f"We have spoken with {n.lower()} today.",
    "lower-case part": lambda n: f"We have spoken with {last(n).lower()} today.",
    "odd case": lambda n: "We met " + "".join(c.upper() if k % 2 else c.lower() for k, c in enumerate(n)) + " today.",
    "no diacritics": lambda n: f"We have spoken with {bare(n)} today.",
    "no diacritics, lower": lambda n: f"We have spoken with {bare(n).lower()} today.",
    "other diacritics": lambda n: "We met " + "".join(c + "\u0301" if c in "aeou" else c for c in bare(n)) + " today.",
    "decomposed": lambda n: f"We met {unicodedata.normalize('NFD', n)} today.",
    "possessive": lambda n: f"This is {n}'s right.",
    "possessive part": lambda n: f"This is {last(n)}’s right.",
    "plural": lambda n: f"The {last(n)}s are safe.",
    "ending": lambda n: f"The {last(n)}ers are safe.",
    "declined": lambda n: f"We wrote to {last(n)}ovi and others.",
    "prefix": lambda n: f"The pro{last(n)} camp is safe.",
    "soft break": lambda n: "We have spoken with " + n.replace(" ", "\n") + " today.",
    "hyphen and break": lambda n: "We met " + _middle(last(n), "-\n") + " today.",
    "hyphen and hard break": lambda n: "We met " + _middle(last(n), "-\\\n") + " today.",
    "break inside": lambda n: "We met " + _middle(last(n), "\n") + " today.",
    "hyphen inside": lambda n: "We met " + _middle(last(n), "-") + " today.",
    "escaped hyphen": lambda n: "We met " + _middle(last(n), r"\-") + " today.",
    "full stop inside": lambda n: "We met " + _middle(last(n), ".") + " today.",
    "middle dot inside": lambda n: "We met " + _middle(last(n), "·") + " today.",
    "bullet inside": lambda n: "We met " + _middle(last(n), "•") + " today.",
    "apostrophe inside": lambda n: "We met " + _middle(last(n), "'") + " today.",
    "underscore inside": lambda n: "We met " + _middle(last(n), "_") + " today.",
    "emphasis inside": lambda n: "We met " + _middle(last(n), "**") + "** today.",
    "dots between": lambda n: "We met " + _each(last(n), ".") + " today.",
    "spaces between": lambda n: "We met " + _each(last(n), " ") + " today.",
    "hyphens between": lambda n: "We met " + _each(last(n), "-") + " today.",
    "soft hyphen": lambda n: "We met " + _middle(last(n), "\u00ad") + " today.",
    "zero width": lambda n: "We met " + _each(last(n), "\u200b") + " today.",
    "word joiner": lambda n: "We met " + _middle(n, "\u2060") + " today.",
    "isolates": lambda n: f"We met \u2066{n}\u2069 today.",
    "line separator": lambda n: "We met " + n.replace(" ", "\u2028") + " today.",
    "no-break space": lambda n: "We met " + n.replace(" ", "\u202f") + " today.",
    "shown reversed": lambda n: f"We met \u202e{n[::-1]}\u202c today.",
    "character references": lambda n: "We met " + "".join(f"&#{ord(c)};" for c in n) + " today.",
    "joined": lambda n: "We met " + n.replace(" ", "") + " today.",
    "joined, lower": lambda n: "We met " + n.replace(" ", "").lower() + " today.",
    "joined, reversed": lambda n: "We met " + "".join(reversed(n.split())) + " today.",
    "hashtag": lambda n: "Follow #Free" + bare(n).replace(" ", "").replace("-", "") + " today.",
    "hashtag, lower": lambda n: "Follow #free" + bare(n).replace(" ", "").replace("-", "").lower() + " today.",
    "hashtag, underscores": lambda n: "Follow #" + n.replace(" ", "_") + " today.",
    "handle": lambda n: "Follow @" + bare(n).replace(" ", "").lower() + " today.",
    "mail": lambda n: "Write to " + bare(n).replace(" ", ".").replace("'", "").lower() + "@example.org today.",
    "mail, surname": lambda n: "Write to x" + bare(last(n)).replace("'", "").lower() + "@example.org today.",
    "address": lambda n: "[She](https://example.org/" + n.replace(" ", "-") + ") is safe.",
    "percent-encoded": lambda n: "[She](https://example.org/" + quote(n) + ") is safe.",
    "percent-encoded in text": lambda n: "See example.org/" + quote(n) + " for more.",
    "link's title": lambda n: '[She](https://example.org "' + n.replace('"', "") + '") is safe.',
    "name of a file": lambda n: "See " + bare(n).replace(" ", "_") + "_2017.pdf for more.",
    "letter look-alikes": lambda n: "We met " + n.translate(_LOOKS) + " today.",
    "figures": lambda n: "We met " + last(bare(n)).translate(_LEET) + " today.",
    "mathematical letters": lambda n: "We met " + "".join(_BOLD.get(c, c) for c in bare(n)) + " today.",
    "small capitals": lambda n: "We met " + bare(n).lower().translate(_SMALL) + " today.",
    "wide letters": lambda n: "We met " + "".join(_WIDE.get(c, c) for c in n) + " today.",
    "HTML inside": lambda n: "We met " + _middle(last(n), "<b></b>") + " today.",
    "one letter off": lambda n: f"We met {_without(last(bare(n)), -2)} today.",
    "two letters swapped": lambda n: f"We met {_swapped(last(bare(n)))} today.",
    "letter doubled": lambda n: "We met " + _middle(last(bare(n)), last(bare(n))[len(last(bare(n))) // 2]) + " today.",
    "surname first": lambda n: f"We met {n.split()[-1]}, {' '.join(n.split()[:-1])} today.",
    "capitals for surname": lambda n: f"We met {n.split()[0]} {n.split()[-1].upper()} today.",
    "title": lambda n: f"We met Ms {n.split()[-1]} today.",
    "initial and surname": lambda n: f"We met {n[0]}. {n.split()[-1]} today.",
    "initials": lambda n: f"We met {_initials(n, '. ')} today.",
    "initials, no spaces": lambda n: f"We met {_initials(n, '.')} today.",
    "quoted": lambda n: f"We met “{n}” today.",
    "in brackets": lambda n: f"The secretary ({n}) is safe.",
    "in a list": lambda n: f"- {n}\n- others",
    "emphasised": lambda n: f"We met *{n}* today.",
}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Every kind of writing of every name: the campaign's name, the kind, what was written, its line in a draft."""
    for name, latin, other in NAMES:
        for kind, write in KINDS.items():
            yield name, kind, latin, write(latin)
        yield name, "other script", other, f"We have spoken with {other} today."
        yield name, "other script, a part", last(other), f"We have spoken with {last(other)} today."


HONEST_PEOPLE = (
    *("Rose Baker", "Mark Young", "Hope Martin", "Grace Miller", "May Long", "Will Park", "Jean Petit"),
    *("Pierre Blanc", "Claire Marin", "Li Hong", "An Ko", "Frank Berger", "Dawn Carpenter", "Amin Isa"),
)
_HONEST = yaml.safe_load((Path(__file__).parent / "honest.yml").read_text(encoding="utf-8"))


def honest(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Sentences that name nobody, with words that are like names of `HONEST_PEOPLE`: language and sentence."""
    chosen = random.Random(seed)
    for _ in range(count):
        language = chosen.choice(("en", "en", "fr"))
        words, frame = (chosen.choice(_HONEST[language][part]) for part in ("words", "frames"))
        sentence = str(frame).format(words)
        yield language, sentence[0].upper() + sentence[1:]
