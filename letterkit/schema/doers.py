"""Organisations of the campaign that are named by their keys: who did it, and where a target holds an office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from letterkit.foundation.strict_yaml import Scalar
from letterkit.schema.campaign import Campaign, Person, Target
from letterkit.schema.fields import Name, Text
from letterkit.schema.organisation import Act, Organisation
from letterkit.schema.wording import before_its_name


def with_doers(campaign: Campaign) -> Campaign:
    """A campaign whose acts say by name who did them, and who reports them, and its targets where they hold office.

    ``by: agro`` is the organisation of that key, by its full name and with its article, if it has one; ``of: agro`` of
    a target is its name alone, as an address has it. A text of an act that is the name of an organisation or a person
    is the same in every language, as that name is.
    """
    keyed = {str(key): _called(one) for key, one in campaign.organisations.items()}
    named = [text for one in campaign.organisations.values() for text in (one.name, one.short) if text]
    named += [one.name for one in campaign.people.values() if isinstance(one, Person)]
    names = {str(text) for name in named for text in name.languages.values()}

    def told(act: Act) -> Act:
        plain = {field: text for field in Act.model_fields if (text := _plain(getattr(act, field)))}
        known = {field: text for field, text in plain.items() if text in names}
        update = {field: Name(languages={"": text}, location=text.location) for field, text in known.items()}
        for field in ("by", "reported"):
            if (doer := plain.get(field)) and doer in keyed:
                update[field] = keyed[doer].model_copy(update={"location": doer.location})
        return act.model_copy(update=update) if update else act

    def all_told(records: Mapping[Scalar, Any]) -> dict[Scalar, Any]:
        return {key: one.model_copy(update={"acts": tuple(map(told, one.acts))}) for key, one in records.items()}

    def addressed(target: Target) -> Target:
        of = _plain(target.of)
        body = campaign.organisations.get(of) if of else None
        if of is None or body is None:
            return target
        return target.model_copy(update={"of": body.name.model_copy(update={"location": of.location})})

    update = {"people": all_told(campaign.people), "organisations": all_told(campaign.organisations)}
    targets = {key: addressed(target) for key, target in campaign.targets.items()}
    return campaign.model_copy(update={**update, "targets": targets})


def _plain(value: object) -> Scalar | None:
    """A text that is given once: plainly, in whatever language the plain words of its place are."""
    return value.first if isinstance(value, Text) and len(value.languages) == 1 else None


def _called(organisation: Organisation) -> Name:
    """The full name of an organisation in each language, with its article where it has one."""
    name, article = organisation.name, organisation.article
    said = dict(name.languages)
    for code in article.languages if article else ():
        before, alone = article.within(code), name.within(code)  # type: ignore[union-attr]
        if before and alone and before != "none":
            said[code] = Scalar(f"{before_its_name(before)}{alone}", alone.location)
    return Name(languages=said, location=name.location)
