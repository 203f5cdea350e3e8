"""What a question asks of a ruleset besides its program: when it is in force, and its parameters by date."""

import datetime
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from thidua_rules.facts.case import Slot
from thidua_rules.facts.vocabulary import Field

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import RulesetModel


@frozen
class Dated:
    """A parameter: `values` are (in force from, value), ascending; from the day `ends` on there is none."""

    name: str
    shape: Field
    values: tuple[tuple[datetime.date | None, Slot], ...]
    ends: datetime.date | None = None


@frozen
class Outline:
    """The head of a composed ruleset and its parameters; `select_by` tells which day counts."""

    id: str
    title: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    select_by: Literal["kỳ xét", "ngày xét"]
    parameters: tuple[Dated, ...]


def outline_of(model: "RulesetModel") -> Outline:
    """The outline of a ruleset as written."""
    parameters = tuple(Dated(each.name, each.shape, each.values, each.ends) for each in model.parameters)
    return Outline(model.id, model.title, model.valid_from, model.valid_to, model.select_by, parameters)
