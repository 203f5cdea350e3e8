"""Every condition has one canonical text, and that text means the same condition."""

import datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.conditions import NameTable, nodes, parse, print_condition
from thidua_rules.values import Comparison, Fold, Rounding

WORDS = [
    "năm",
    "mức",
    "điểm tháng",
    "đơn vị",
    "sáng kiến",
    "được công nhận",
    "là người đứng đầu",
    "không vi phạm",
    "có đề án và báo cáo",
    "số phiếu của hội đồng",
    "tỷ lệ hoàn thành kế hoạch năm",
    "mục tiêu",
]
NAMES = NameTable.of(WORDS)

names = st.sampled_from(WORDS).map(nodes.Name)
paths = st.builds(nodes.Path, st.lists(names, min_size=1, max_size=3).map(tuple), st.booleans())
codes = st.sampled_from(["T2", "T2.b", "LĐTT", "c1.đ", "I.1", "1.10", "CSTĐ-CS"])
amounts = st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=4) | st.integers(0, 10**20).map(Decimal)
numbers = st.builds(nodes.NumberLiteral, amounts, st.booleans())
texts = st.builds(
    nodes.TextLiteral,
    st.sampled_from(["tốt", "hoàn thành tốt nhiệm vụ", "", "a “b", "a ” b", 'nói "không"', "và (1; 2}", "2021"]),
)
dates = st.builds(nodes.DateLiteral, st.dates(datetime.date(1, 1, 1)).map(datetime.date.toordinal))
periods = st.builds(nodes.PeriodLiteral, st.sampled_from(["2021-2022", "Q1/2021", "03/2021", "12/0900"]))
durations = st.builds(nodes.Duration, st.integers(0, 5000), st.sampled_from(["ngày", "tháng", "năm"]))
conclusions = st.builds(nodes.Concludes, codes, st.booleans(), st.none() | paths)
predicates = st.builds(nodes.Predicate, paths, names)
items = st.builds(nodes.ItemsOf, names)
scores = st.builds(nodes.ScoreItem, st.sampled_from(["points", "maximum"]), codes) | st.builds(
    nodes.ScoreItem, st.just("scale"), codes | st.sampled_from(WORDS)
)
leaves = st.one_of(
    paths, numbers, texts, dates, periods, durations, conclusions, predicates, scores, st.builds(nodes.QuotaSize, codes)
)
signed = st.builds(nodes.NumberLiteral, st.decimals(-1000, 1000, allow_nan=False, places=3), st.booleans())
set_members = st.lists(st.one_of(signed, texts, dates, periods), min_size=1, max_size=3).map(tuple)


def _joined(kind, inner):
    def flat(operands):
        lists = [node.operands if isinstance(node, kind) else (node,) for node in operands]
        return kind(tuple(node for nodes_ in lists for node in nodes_))

    return st.lists(inner, min_size=2, max_size=3).map(flat)


def _collections(inner):
    filtered = st.builds(nodes.Members, paths | items, inner)
    return filtered, st.one_of(
        st.builds(nodes.Members, paths | items), filtered, st.builds(nodes.Members, filtered, inner)
    )


def _larger(inner):
    filtered, collections = _collections(inner)
    return st.one_of(
        _joined(nodes.And, inner),
        _joined(nodes.Or, inner),
        st.builds(nodes.Not, inner),
        st.builds(nodes.Compare, st.sampled_from(Comparison), inner, inner),
        st.builds(nodes.Within, inner, inner, inner, st.booleans()),
        st.builds(nodes.Within, inner, inner, st.none()),
        st.builds(nodes.Is, inner, texts),
        st.builds(nodes.In, inner, set_members),
        st.builds(nodes.Arithmetic, st.sampled_from("+−×/"), inner, inner),
        st.builds(nodes.Negative, inner),
        st.builds(
            nodes.Round, st.sampled_from(Rounding), st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(1000)]), inner
        ),
        st.builds(nodes.Has, collections, st.none() | inner),
        st.builds(nodes.Every, collections, inner),
        st.builds(nodes.Count, collections),
        st.builds(nodes.Share, filtered),
        st.builds(nodes.Aggregate, st.sampled_from(Fold), names, collections),
        st.builds(
            nodes.Aggregate, st.sampled_from(Fold), names, collections, by=paths, over=st.sampled_from([Fold.SUM])
        ),
        st.builds(nodes.Streak, inner, collections),
        st.builds(nodes.DayOf, st.integers(1, 31), st.sampled_from([1, 12]), inner),
        st.builds(
            nodes.Extreme,
            st.sampled_from(["số lớn nhất", "số nhỏ nhất", "ngày muộn nhất", "ngày sớm nhất"]),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
        st.builds(nodes.Otherwise, inner, inner),
        st.builds(nodes.Remainder, inner, inner),
        st.builds(nodes.Elapsed, st.sampled_from(["ngày", "tháng"]), inner, inner),
    )


expressions = st.recursive(leaves, _larger, max_leaves=8)
trees = expressions | st.builds(nodes.Ordered, expressions, st.booleans())


@given(trees)
@settings(max_examples=examples(400), deadline=None)
def test_print_then_parse_is_the_identity(tree):
    """The canonical text of any tree parses to that tree, and is its own canonical text."""
    text = print_condition(tree)
    again = parse(text, NAMES)
    assert again == tree
    assert print_condition(again) == text


def test_numbers_in_canonical_form():
    """Thousands are grouped by dots, decimals follow a comma, years stay whole, and nothing can be misread."""
    printed = {
        value: print_condition(nodes.NumberLiteral(Decimal(value)))
        for value in ("1000", "999", "2021", "98.5", "98.50", "1234567.25", "1.234", "0.125", "2021.5")
    }
    assert printed == {
        "1000": "1.000",
        "999": "999",
        "2021": "2021",
        "98.5": "98,5",
        "98.50": "98,5",
        "1234567.25": "1.234.567,25",
        "1.234": "1,2340",
        "0.125": "0,125",
        "2021.5": "2.021,5",
    }


def test_a_filter_gets_parentheses_only_where_something_may_be_taken_for_part_of_it():
    """A name after `trong đó` stands bare at the end and in parentheses before `và`."""
    text = "(có sáng kiến trong đó được công nhận) và đạt T2"
    assert print_condition(parse(text, NAMES)) == "có sáng kiến trong đó (được công nhận) và đạt T2"
    text = "đạt T2 và có sáng kiến trong đó (được công nhận)"
    assert print_condition(parse(text, NAMES)) == "đạt T2 và có sáng kiến trong đó được công nhận"
