"""What the campaign says of a company, as a letter to that company says it: "your company"."""

from __future__ import annotations

import re

from letterkit.foundation.strict_yaml import Scalar
from letterkit.letter.letter import Letter


def spoken_to(text: Scalar, letter: Letter) -> str:
    """A phrase of the campaign with the company that the letter goes to spoken to, and not spoken of by its name.

    "Acme's lawyer" is "your company's lawyer" to those responsible at Acme. Who "the company" is, nobody can know: it
    may be a supplier, or a subsidiary.
    """
    target, language = letter.target, letter.language
    if target.is_ != "company" or not letter.direct or target.of is None:
        return text
    yours, elided = language.phrase("your-company"), language.writing.elision
    name = re.escape(str(target.of.within(language.code) or target.of.first)).replace("'", "['’]")

    def told(found: re.Match[str]) -> str:
        # « le directeur d'Acme » is « le directeur de votre entreprise ».
        word = found[1] and next((str(whole) for whole in elided if whole.startswith(found[1][0])), "")
        return f"{word} {yours}" if word else yours

    return re.sub(rf"(?<![\w-])([^\W\d_]['’])?{name}(?![\w-])", told, text)
