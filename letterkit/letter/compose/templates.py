"""Run the Jinja templates of clauses and forms: in a sandbox, with errors at the author's own line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from letterkit.foundation.known_code import KnownCode, known_code
from letterkit.foundation.origins import bare, capitalise
from letterkit.foundation.problems import Location, Problem
from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.clause import Clause

_FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Lazy:
    """Text that is made when a template prints it, so that names are introduced in the order of the letter."""

    make: Callable[[], str]

    def __str__(self) -> str:
        return self.make()


def clause_template(
    clause: Clause, form: str, code: str, used_at: Location | None, problems: list[Problem]
) -> Scalar | None:
    """The template of a clause in a language; that there is none is added to ``problems``, at the place of use."""
    template = clause.wording(code, form)
    if template is None:
        own = clause.location.file if clause.location else clause.name
        hint = f"add '{code}: ...' to {own}, or '{clause.name}: ...' to templates/languages/{code}/clauses.yml"
        problems.append(Problem("LK206", f"the clause '{clause.name}' has no {form} in '{code}'", used_at, hint))
    return template


def render(template: Scalar, values: Mapping[str, Any], what: str, problems: list[Problem]) -> str:
    """A template with its values.

    What fails is added to ``problems``, with the template's own file and line, and gives "".
    """
    location = template.location or Location("", 1)
    try:
        return _compiled(template.written or str(template), location.file, location.line).render(values)
    except TemplateSyntaxError as error:
        problems.append(Problem("LK205", f"{what} fails: {error.message}", replace(location, line=error.lineno)))
    except _FAILURES as error:
        line = _template_line(error, location)
        if line is None:
            raise
        known = ", ".join(sorted(values))
        problems.append(
            Problem("LK205", f"{what} fails: {error}", replace(location, line=line), f"a template can use: {known}")
        )
    return ""


@pass_context
def _possessive(context: Context, value: object) -> str:
    """The genitive of a name in the language of the letter."""
    return str(context["possessive"](str(value)))


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters["cap"] = lambda value: capitalise(str(value))
    environment.filters["possessive"] = _possessive
    environment.filters["value"] = lambda value: int(bare(str(value)))
    return environment


@lru_cache(maxsize=1024)
def _compiled(text: str, file: str, line: int) -> Template:
    environment, known, name = _environment(), _known(), f"{file}\n{line}\n{text}"
    code = known.get(name) if known else None
    if code is None:
        code = environment.compile("\n" * (line - 1) + text, filename=file)
        if known:
            known.add(name, code)
    return Template.from_code(environment, code, environment.make_globals(None))


@lru_cache(maxsize=1)
def _known() -> KnownCode | None:
    """Templates as they were compiled before: they are files of templates, and hold nothing of a campaign."""
    return known_code("templates")


def _template_line(error: BaseException, location: Location) -> int | None:
    """The line of the template in which an error arose, or None when it arose elsewhere."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == location.file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
