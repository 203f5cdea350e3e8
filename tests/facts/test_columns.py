"""A value read among others says what it says alone."""

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.facts._refusal import Refusal
from thidua_rules.facts.codec import encode
from thidua_rules.facts.columns import Column
from thidua_rules.facts.vocabulary import Field
from thidua_rules.values import ABSENT

from .sample import VOCABULARY, values

FIELDS = [field for fact_type in VOCABULARY for field in fact_type.fields if not field.targets]
ODD = st.sampled_from(
    [
        *(None, "", " ", True, False, 0, 1, 1.0, -0.0, 0.985, 98.123456789, 10**31, float("nan"), float("inf")),
        *(Decimal("1"), Decimal("1.10"), Decimal("1.100000"), Decimal("sNaN"), "1,000", "98.5%", "tốt", "TỐT"),
        *(["x"], {"từ": 1}, {"một trong": ["tốt", "đạt"]}, {"lạ": 1}, ABSENT, object),
        *(datetime.date(2021, 1, 2), datetime.datetime(2021, 1, 2), datetime.datetime(2021, 1, 2, 3)),
    ]
)


def alone(field: Field, value: Any) -> object:
    """What a value says, with the type of the slot, or why it is refused."""
    try:
        return told(encode(field, value))
    except Refusal as refusal:
        return told(refusal)


def told(slot: object) -> object:
    """A slot or a refusal so that it can be compared: 1 is not True."""
    return (slot.code, slot.arguments) if isinstance(slot, Refusal) else (type(slot), slot)


@given(st.data())
def test_a_value_reads_as_it_does_alone(data: st.DataObject) -> None:
    """In columns of one type of values and of many, also where a column has been read before."""
    field = data.draw(st.sampled_from(FIELDS))
    column = Column(lambda value: encode(field, value), field)
    for _ in range(2):
        mixed = data.draw(st.lists(values(field) | ODD, max_size=6))
        kind = data.draw(st.sampled_from([int, float, bool, str, Decimal]))
        for asked in (mixed, [each for each in mixed if type(each) is kind]):
            slots = column.read(asked)
            assert [told(each) for each in slots] == [alone(field, each) for each in asked]
            refused = {number for number, each in enumerate(slots) if isinstance(each, Refusal)}
            assert refused <= set(column.doubtful(asked, slots))
