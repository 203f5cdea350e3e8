"""A program run on sheets: every rule that is needed, in the program's order; what columns cannot say is remembered."""

from collections.abc import Iterable
from functools import lru_cache, partial

import polars as pl
from attrs import evolve

from thidua_rules.executors.columnar.aggregates import collected
from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask
from thidua_rules.executors.columnar.ordering import rank
from thidua_rules.executors.columnar.plain import seen_along
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.reach import looks_of
from thidua_rules.executors.columnar.sheets import Sheets
from thidua_rules.executors.columnar.turns import quota
from thidua_rules.executors.columnar.ways import Known, Lost, Run
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts


def run_columns(
    program: ir.Program, question: Question, sheets: Sheets, closed: Iterable[str], asked: Iterable[str]
) -> Run:
    """Decide the asked codes, and all that they rest on, as far as columns go. The sheets stay as they are.

    What was found stands by code in the result, as columns of its sheets, and what was not.
    """
    asked = frozenset(asked)
    needed = frozenset(needed_codes(program, asked))
    own = {name: sheet.fresh() for name, sheet in sheets.items()}
    run = Run(program, question, own, frozenset(closed), asked, needed, collected)
    decide_rules(run, (rule for rule in program.rules if not needed.isdisjoint(ir.codes_of(rule))))
    return run


def decide_rules(run: Run, rules: Iterable[ir.Rule]) -> None:
    """Decide some rules, in their order, as far as columns go."""
    for rule in rules:
        try:
            lost = _lost(run, rule)
            _decide(run, rule)
        except Beyond as beyond:
            run.failed.update(dict.fromkeys(ir.codes_of(rule), beyond))
        else:
            if lost is not None:
                run.lost.update(dict.fromkeys(ir.codes_of(rule), lost))


def _lost(run: Run, rule: ir.Rule) -> Lost | None:
    """In which rows a rule rests on what is not known by columns. Raises Beyond if others of a group bear on it."""
    used = uses(rule).intersection(run.lost) if run.lost else frozenset()
    if not used:
        return None
    why = run.lost[min(used)].why
    if isinstance(rule, ir.Rank | ir.Quota):
        raise why
    rows = pl.repeat(False, run.sheets[rule.subject].height, dtype=pl.Boolean, eager=True)
    for look in looks_of(run.program, rule):
        for code in used.intersection(look.codes):
            rows = rows | seen_along(run.sheets, look.path, run.lost[code].rows)
    return Lost(why, rows)


def needed_codes(program: ir.Program, asked: Iterable[str]) -> set[str]:
    """The asked codes, and those that their rules use, and on."""
    found, waiting, seen = set(asked), list(asked), set[str]()
    for code in waiting:
        rule = program.homes[code]
        if rule.code not in seen:
            seen.add(rule.code)
            used = uses(rule)
            waiting.extend(used - found)
            found |= used
    return found


@lru_cache(maxsize=4096)
def uses(rule: ir.Rule) -> frozenset[str]:
    """The codes that a rule speaks of."""
    found: set[str] = set()
    for part in parts(rule):
        if isinstance(part, ir.Concluded | ir.Derived):
            found.update(part.codes)
        elif isinstance(part, ir.Quota):
            found.add(part.standard)
        elif isinstance(part, ir.Limit):
            for each in part.through.quantities:
                found |= uses(each)
    return frozenset(found)


def _decide(run: Run, rule: ir.Rule) -> None:
    writer = Writer(run, rule.subject)
    if isinstance(rule, ir.Criterion):
        writer.requirement(rule.root, partial(_keep, run, writer))
    elif isinstance(rule, ir.Quantity):
        run.nums[rule.code] = _kept(writer, rule.code, writer.measure(rule))
    elif isinstance(rule, ir.Rank):
        run.nums[rule.code] = rank(writer, rule)
    else:
        form = quota(writer, rule, rule.code in run.asked or not _is_shielded(run.program, rule))
        name = f"={rule.code}"
        run.forms[rule.code] = form if writer.sheet.has(name) else _keep(run, writer, rule.code, form)


def _is_shielded(program: ir.Program, rule: ir.Quota) -> bool:
    """Whether a quota is only asked for together with the standard, so that it says nothing of who lacks that."""
    users = [each for each in program.rules if rule.code in uses(each)]
    titles = [each for each in program.awarded if each.quota == rule.code]
    return (
        len(users) == len(titles) == 1
        and isinstance(users[0], ir.Criterion)
        and users[0].code == titles[0].code
        and users[0].root.group == "all"
        and titles[0].standard in uses(users[0])
    )


def _keep(run: Run, writer: Writer, code: str, form: Form) -> Form:
    """Write a node down if it is asked for by itself."""
    if code not in run.wanted:
        return form
    name = f"={code}"
    if isinstance(form, Truth):
        kept: Form = evolve(form, expr=writer.sheet.put(name, form.expr))
        run.forms[code] = kept
        return kept
    mask = as_mask(form)
    run.forms[code] = Mask(writer.sheet.put(name, mask.expr), mask.reach)
    # a parent may know better than the mask what becomes of a guard
    return form if not isinstance(form, Mask) else run.forms[code]


def _kept(writer: Writer, code: str, number: Known) -> Known:
    """A value as columns of its sheet."""
    sheet = writer.sheet
    if isinstance(number, Few):
        return evolve(number, expr=sheet.put(f"={code}", number.expr))

    if isinstance(number, Quotient):
        top, bottom = sheet.put(f"={code}", number.top.low), sheet.put(f"={code}.chia", number.bottom.low)
        return Quotient(evolve(number.top, low=top, high=top), evolve(number.bottom, low=bottom, high=bottom))

    def put(suffix: str, expr: pl.Expr | None) -> pl.Expr | None:
        return None if expr is None else sheet.put(f"={code}{suffix}", expr)

    low = put("", number.low)
    assert low is not None
    high = low if number.is_point else put(".cao", number.high)
    assert high is not None
    return evolve(
        number,
        low=low,
        high=high,
        ordered=put(".thứ tự", number.ordered),
        absent=put(".không có", number.absent),
        undetermined=put(".không đáp số", number.undetermined),
    )
