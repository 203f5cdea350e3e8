"""Writing aggregates as loops over the members of collections.

A loop runs over those who surely are members; where someone else may be one, the shared evaluation is asked instead.
"""

from typing import TYPE_CHECKING, Any

from thidua_rules.executors.forward import exact
from thidua_rules.executors.forward.exact import Exact
from thidua_rules.executors.forward.frames import Frame, Interval, Loop
from thidua_rules.executors.forward.reading import walks
from thidua_rules.program import ir
from thidua_rules.values import Fold

if TYPE_CHECKING:
    from thidua_rules.executors.forward.expressions import Expressions


def _loop(
    writer: "Expressions", members: ir.Members, frame: Frame, inside: tuple[Any, ...]
) -> tuple[Loop, Frame, bool] | None:
    """The loop over the members of a collection, one for all aggregates that do not look back at the subject.

    With it the frame in which it stands, and whether it is yet to be put there.
    """
    if members.owner.steps:
        return None
    base = writer.given(frame, members.owner)
    alone = not any(walk.of_subject for part in inside for walk, _ in walks(part, True))
    key = members.collections
    if alone and base is frame and key in frame.loops:
        return frame.loops[key], frame, False
    loop = _new_loop(writer, members, base, frame)
    if alone and base is frame:
        frame.loops[key] = loop
        frame.body.append(loop)
        return loop, frame, False
    return loop, frame, True


def _new_loop(writer: "Expressions", members: ir.Members, base: Frame, frame: Frame) -> Loop:
    """A loop with nothing in it yet."""
    more, unsure = writer.fresh("o"), writer.fresh("u")
    header: list[str] = []
    before: list[str] = []
    after: list[str] = []
    at, owner = base.at, base.type
    for depth, collection in enumerate(members.collections):
        member, via = collection.member, collection.via
        kids = writer.column("kids", owner, member, via)
        is_open = f"{writer.column('open', owner, member, collection.name)}[{at}]"
        is_unsure = f"{writer.column('unsure', owner, member, via)}[{at}]"
        if depth == 0:
            before += [f"{more} = {is_open}", f"{unsure} = {is_unsure}"]
        else:
            # any of the elements so far may have more; so may one that is not there yet
            some = writer.fresh("o")
            before += [f"{some} = False", f"{unsure} = {unsure} or {writer.column('strays', member, via)}"]
            header.append("    " * depth + f"{some} = {some} or {is_open}")
            header.append("    " * depth + f"{unsure} = {unsure} or {is_unsure}")
            after.append(f"{more} = ({more} or {some}) and not {writer.column('closed', member)}")
        position = writer.fresh("j")
        header.append("    " * depth + f"for {position} in {kids}[{at}]:")
        at, owner = position, member
    inner = Frame(owner, at, writer.fresh("r"), outer=frame, rows=writer.column("rows", owner))
    return Loop(header, inner, more, unsure, before, after, len(members.collections))


def _membership(writer: "Expressions", members: ir.Members, loop: Loop) -> str | None:
    """The name of the mask by which an element is in, None if it surely is."""
    return None if members.where is None else writer.condition(members.where, loop.inner)


def counted(writer: "Expressions", value: ir.CountOf, members: ir.Members, frame: Frame) -> str | Interval:
    """How many members there are."""
    found = _loop(writer, members, frame, (members.where,))
    if found is None:
        return writer.put(frame, "v", writer.fallback("value", value, frame))
    loop, home, pending = found
    low, high, result = writer.fresh("n"), writer.fresh("n"), writer.fresh("v")
    loop.before.append(f"{low} = {high} = 0")
    mask = _membership(writer, members, loop)
    if mask is None:
        loop.inner.body += [f"{low} += 1", f"{high} += 1"]
    else:
        loop.inner.body += [
            f"if {mask} == 1:",
            f"    {low} += 1",
            f"    {high} += 1",
            f"elif {mask} & 9:",
            f"    {high} += 1",
        ]
    if pending:
        home.body.append(loop)
    home.body += [
        f"if {loop.unsure}:",
        f"    {result} = {writer.fallback('value', value, frame)}",
        f"    {low}, {high} = {result}.low, {result}.high",
        f"elif {loop.more}:",
        f"    {high} = None",
    ]
    return Interval(low, high)


def every(
    writer: "Expressions", condition: ir.EveryOf, members: ir.Members, filter_: ir.Condition, frame: Frame
) -> str:
    """Whether all members meet a condition."""
    found = _loop(writer, members, frame, (members.where, filter_))
    if found is None:
        return writer.put(frame, "m", writer.fallback("condition", condition, frame))
    loop, home, pending = found
    failed = writer.fresh("n")
    loop.before.append(f"{failed} = 0")
    places = _places(writer, members, filter_, loop)
    loop.inner.body += [f"if {places} & 2:", f"    {failed} |= 4 if {places} == 2 else 2"]
    if pending:
        home.body.append(loop)
    fast = f"2 if {failed} & 4 else 3 if {failed} or {loop.more} else 1"
    return writer.put(frame, "m", f"{writer.fallback('condition', condition, frame)} if {loop.unsure} else {fast}")


def _places(writer: "Expressions", members: ir.Members, filter_: ir.Condition | None, loop: Loop) -> str:
    """The name of the places left to an element."""
    mask = _membership(writer, members, loop)
    met = "1" if filter_ is None else writer.condition(filter_, loop.inner)
    return writer.put(loop.inner, "q", f"PLACED_IN[{met}]" if mask is None else f"PLACED[{mask}][{met}]")


def share(
    writer: "Expressions",
    kind: str,
    expression: Any,
    members: ir.Members,
    filter_: ir.Condition,
    table: str,
    frame: Frame,
) -> str:
    """What a table says of how many members have which places."""
    found = _loop(writer, members, frame, (members.where, filter_))
    letter = "m" if kind == "condition" else "v"
    if found is None:
        return writer.put(frame, letter, writer.fallback(kind, expression, frame))
    loop, home, pending = found
    tally = writer.fresh("t")
    loop.before.append(f"{tally} = [0, 0, 0, 0, 0, 0, 0, 0, False]")
    loop.inner.body.append(f"{tally}[{_places(writer, members, filter_, loop)}] += 1")
    if pending:
        home.body.append(loop)
    home.body += [f"{tally}[1] = 0", f"{tally}[8] = {loop.more}"]
    fast = f"{table}[tuple({tally})]"
    return writer.put(frame, letter, f"{writer.fallback(kind, expression, frame)} if {loop.unsure} else {fast}")


def fold(writer: "Expressions", value: ir.FoldOf, frame: Frame) -> str | Exact:
    """Sum, mean, greatest, least; a sum over groups."""
    members = value.members
    found = _loop(writer, members, frame, (members.where, value.item, value.by))
    if found is None:
        return writer.put(frame, "v", writer.fallback("value", value, frame))
    loop, home, pending = found
    numbers, items = writer.fresh("t"), writer.fresh("t")
    loop.before.append(f"{items} = []")
    places = _places(writer, members, None, loop)
    item = writer.value(value.item, loop.inner)
    whole = item if isinstance(item, Exact) and value.by is None and value.fold in _WHOLE else None
    told = [places, writer.known(item)]
    if value.by is not None:
        told.append(writer.known(writer.value(value.by, loop.inner)))
    vague = f"{items}.append(({', '.join(told)}))"
    if whole is not None:
        # those who surely are in it with a number that is plainly known are kept apart, and as plain ints
        loop.before.append(f"{numbers} = []")
        loop.inner.body += [
            f"if {places} == 4 and {whole.plain}:",
            f"    {numbers}.append({whole.whole})",
            f"elif {places} & 4:",
            f"    {vague}",
        ]
    else:
        loop.inner.body += [f"if {places} & 4:", f"    {vague}"]
    if pending:
        home.body.append(loop)
    how, limits = writer.generator.bind(value.fold), writer.generator.bind(value.domain)
    called = "folded" if value.by is None else "grouped"
    if whole is None:
        everyone = items
    else:
        each = writer.fresh("n")
        everyone = f"[*[(4, lifted({each}, {whole.scale})) for {each} in {numbers}], *{items}]"
    fast = f"{called}({how}, {everyone}, {loop.more}, {limits})"
    other = writer.fallback("value", value, frame)
    if whole is None:
        return writer.put(frame, "v", f"{other} if {loop.unsure} else {fast}")
    some = "True" if value.fold is Fold.SUM else numbers
    plain = f"{_WHOLE[value.fold]}({numbers}) if {some} and not ({items} or {loop.more})"
    name = writer.put(frame, "n", f"{other} if {loop.unsure} else {plain} else {fast}")
    return exact.kept(name, whole.scale)


_WHOLE = {Fold.SUM: "sum", Fold.MAX: "max", Fold.MIN: "min"}
"""What makes of plain ints the int of the result."""
