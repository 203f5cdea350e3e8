"""The regimes of the law as tests of their readings use them."""

from pathlib import Path
from typing import Any

from thidua_rules.api import Ruleset
from thidua_rules.authoring.scenarios import STATUS_WORDS
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_nodes import Mapping, Node, Sequence

YEARS = {"luat/2014": 2016, "luat/2017": 2021, "luat/2024": 2024, "luat/2025": 2025}
"""The year under review for each regime."""


def verdict_on(rules: Ruleset, facts: dict[str, Any], subject: str, code: str, **parameters: object) -> str:
    """The status word of one verdict at the end of the year under review, with these parameters."""
    year = YEARS[rules.id]
    case = rules.read_case(facts, on=f"15/12/{year}", period=str(year))
    named = {name.replace("_", " "): value for name, value in parameters.items()}
    return STATUS_WORDS[rules.decide(case, parameters=named)[subject, code].status]


def written(path: Path) -> Any:
    """What a YAML file says, as texts."""
    return _plain(read_kept(path.read_text(encoding="utf-8"), str(path))[0])


def _plain(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node}
    if isinstance(node, Sequence):
        return [_plain(each) for each in node.items]
    return node.text if node is not None else None


def fighter(code: str, years: range | tuple[int, ...]) -> dict[str, Any]:
    """A person who received a title in these years."""
    received = [{"danh hiệu": code, "năm": year} for year in years]
    return {"cá nhân": [{"mã": "nv", "danh hiệu đã nhận": received}]}
