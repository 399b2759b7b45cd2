"""What a plan says: names of clauses and acts become items of the letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letterkit.foundation.strict_yaml import location_of
from letterkit.foundation.suggest import nearest
from letterkit.letter.items import FilledClause, FreeText, Item
from letterkit.letter.resolve.arguments import arguments_of, text_of
from letterkit.letter.resolve.context import Context
from letterkit.letter.resolve.events import event
from letterkit.schema.clause import Clause, Ground
from letterkit.schema.letter_plan import ClauseCall

BODY = ("openings", "assessments", "grounds", "consequences")
"""The kinds of clauses that stand in the paragraphs of a letter."""

_MEANT = 4
"""So many clauses are named that somebody can have meant."""
_SHORT = 4
"""Words of a title up to this length name no clause: "who", "are"."""


def paragraphs(
    context: Context, calls: Sequence[Sequence[ClauseCall]], kinds: Sequence[str] = BODY
) -> tuple[tuple[Item, ...], ...]:
    """The items of paragraphs, but for paragraphs of which nothing is left."""
    return tuple(filter(None, (items(context, paragraph, kinds) for paragraph in calls)))


def items(context: Context, calls: Iterable[ClauseCall], kinds: Sequence[str] = BODY) -> tuple[Item, ...]:
    """The items that clauses of some ``kinds``, acts and free texts become; what cannot stand there is left out."""
    return tuple(one for call in calls if (one := item(context, call, kinds)) is not None)


def item(context: Context, call: ClauseCall, kinds: Sequence[str]) -> Item | None:
    """A clause with its arguments, an act, or a text of the campaign's own."""
    if call.name == "text":
        return _free_text(context, call, kinds)
    if "." in call.name and call.arguments is None:
        if tuple(kinds) in (("demands",), ("leads",)):
            message = f"the act '{call.name}' cannot stand here"
            context.misuse("LK217", message, call.location, f"here stand {kinds[0]}", of=[call.name])
            return None
        return event(context, call.name)
    clause = _clause(context, call, kinds)
    return FilledClause(clause, arguments_of(context, clause, call), call.location) if clause else None


def _free_text(context: Context, call: ClauseCall, kinds: Sequence[str]) -> FreeText | None:
    if tuple(kinds) == ("leads",):
        message = "free text cannot lead to the demands"
        context.misuse("LK217", message, call.location, "name one of the leads", of=())
        return None
    text = text_of(context, call.arguments, location_of(call.arguments, call.location))
    if call.source:
        context.references.look_up(call.source, context.campaign.sources, "LK703", "no source named '{}'")
    return FreeText(text, call.location, call.source) if text else None


def _clause(context: Context, call: ClauseCall, kinds: Sequence[str]) -> Clause | None:
    """The clause of that name, which is of one of the kinds."""
    clause = context.library.clauses.get(call.name)
    if clause is None or clause.kind == "acts":
        _no_clause(context, call, kinds)
        return None
    if clause.kind not in kinds:
        hint = f"it is one of the {clause.kind}; here stand {' and '.join(kinds)}"
        message = f"the clause '{call.name}' cannot stand here"
        context.misuse("LK217", message, call.location, hint, of=[call.name])
        return None
    _look_up_law(context, clause)
    return clause


def _look_up_law(context: Context, clause: Clause) -> None:
    """The instruments that a clause names are there, and one of them holds the right of which a ground tells."""
    instruments = context.law.instruments
    ground = clause if isinstance(clause, Ground) else None
    for key in (*clause.relies_on, *(ground.under if ground else ())):
        message = "the clause relies on '{}', which is no instrument"
        context.references.look_up(key, instruments, "LK227", message)
    if ground and ground.right:
        rights = {right: key for key, one in instruments.items() for right in one.rights}
        context.references.look_up(ground.right, rights, "LK227", "the clause tells of '{}', a right that no law holds")


def _no_clause(context: Context, call: ClauseCall, kinds: Sequence[str]) -> None:
    clauses = {name: clause for name, clause in context.library.clauses.items() if clause.kind != "acts"}

    def mend(name: str) -> str:
        if acts := _acts_of(context, name):
            return f"what befell '{name}' is told by its acts: {', '.join(acts)}"
        fitting = {str(clause.name): clause for clause in clauses.values() if clause.kind in kinds}
        words = name.replace("-", " ").casefold()
        meant = [f"'{key}' ({clause.title})" for key, clause in fitting.items() if words in _words_for(clause)]
        near = clauses.get(nearest(name, fitting))
        if near and (not meant or words not in near.name.split("-")):
            return f"did you mean '{near.name}'? (clauses/{near.kind}/{near.name}.yml)"
        if " " in name.strip() and tuple(kinds) != ("leads",):
            return f"words of your own stand behind 'text:', as in 'text: {name}'; a clause has the name of one"
        if meant:
            return f"perhaps {' or '.join(meant[:_MEANT])}; 'letterkit clauses search {words}' looks for others"
        called = kinds[0] if len(kinds) == 1 else "clauses"
        return (
            f"'letterkit clauses search {words}' looks for one; 'letterkit clauses' lists the {len(fitting)} {called}"
        )

    context.references.look_up(call.name, clauses, "LK216", "no clause named '{}'", mend)


def _acts_of(context: Context, name: str) -> list[str]:
    """The acts of a person or an organisation, as a letter names them."""
    owners = {**context.campaign.people, **context.campaign.organisations}
    return [f"{key}.{act.kind}" for key, one in owners.items() if key == name for act in one.acts]


def _words_for(clause: Clause) -> set[str]:
    """What people call a clause by: its keywords, and the long words of its title."""
    title = (word for word in str(clause.title).casefold().split() if len(word) > _SHORT)
    return {*(str(word).casefold() for word in clause.keywords), *title}
