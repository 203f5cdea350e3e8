"""How a score is made up, for those who lay it out: its items, what is below them, and what is taken off and added."""

from thidua_rules.program import ir
from thidua_rules.program.score_names import is_limited, item_code, maximum_code, scale_code, table_code, unlimited
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration, ScoreLine


def made_up(declared: ScoreDeclaration) -> ir.Score:
    """The parts of a score in the order of the ruleset, bonus and penalty last."""
    items = [_item(declared, each, "item") for each in declared.items]
    if declared.bonus is not None:
        items.append(_item(declared, declared.bonus, "bonus"))
    if declared.penalty is not None:
        items.append(_item(declared, declared.penalty, "penalty"))
    scale = scale_code(declared.name) if unlimited(declared) is None else None
    return ir.Score(declared.name, declared.subject, declared.remarks.title, tuple(items), scale)


def _item(score: ScoreDeclaration, declared: ItemDeclaration, role: ir.PartRole) -> ir.ScorePart:
    less: ir.PartRole = "plus" if role == "penalty" else "minus"
    more: ir.PartRole = "minus" if role == "penalty" else "plus"
    below = [_item(score, each, "item") for each in declared.items]
    below += [_line(score, each, less) for each in declared.minus]
    below += [_line(score, each, more) for each in declared.plus]
    return ir.ScorePart(
        item_code(score.name, declared.code),
        declared.code,
        declared.remarks.title,
        role,
        maximum_code(score.name, declared.code) if is_limited(declared) else None,
        tuple(below),
        "" if declared.guard is None else declared.guard.text,
        "" if declared.forfeit is None else declared.forfeit.text,
        table_code(score.name, declared) if declared.rows else None,
    )


def _line(score: ScoreDeclaration, declared: ScoreLine, role: ir.PartRole) -> ir.ScorePart:
    applies = "" if declared.guard is None else declared.guard.text
    code = item_code(score.name, declared.code)
    return ir.ScorePart(code, declared.code, declared.remarks.title, role, applies=applies)
