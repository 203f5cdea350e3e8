"""This library: the ruleset beside this file says the workload, the facts are read beforehand."""

from pathlib import Path
from typing import Any

import thidua_rules
from tests.benchmarks.awards_v1.workload import PERSON_CODES, Columns, Dossiers, Outcome, arrow, rows
from thidua_rules import Status
from thidua_rules.decision import Decision
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import SubjectId

RULESET = Path(__file__).parents[1] / "ruleset"
UNIT_FOUND = ("U1", "U2", "U3", "U4", "EX", "LEAD")
PERSON_FOUND = ("C1", "C2", "C3", "C4", "C5", "A", "B", "C")
FIELDS = {
    "has_plan": "có kế hoạch",
    "programme_approved": "chương trình được duyệt",
    "law_programme_on_time": "xây dựng luật đúng hạn",
    "admin_reform_plan_approved": "kế hoạch cải cách được duyệt",
    "internal_unity": "đoàn kết nội bộ",
    "registered_initiatives": "số sáng kiến đăng ký",
    "cultural_events": "số hoạt động văn nghệ",
    "procedures_cut": "số thủ tục cắt bỏ",
    "services_total": "số dịch vụ",
    "services_level_3_4": "số dịch vụ mức 3 và 4",
    "corruption_cases": "số vụ tham nhũng",
    "plan_completion_pct": "tỷ lệ hoàn thành kế hoạch",
    "disbursement_pct": "tỷ lệ giải ngân",
    "registered_targets": "đăng ký chỉ tiêu",
    "is_head": "là thủ trưởng",
    "task_rating": "xếp loại nhiệm vụ",
    "initiatives": "số sáng kiến",
    "initiative_scope": "phạm vi sáng kiến",
    "training_days": "số ngày học",
    "lawful": "chấp hành pháp luật",
    "moral": "có đạo đức",
    "months_worked": "số tháng làm việc",
    "hist1": "danh hiệu năm trước",
    "hist2": "danh hiệu hai năm trước",
    "hist3": "danh hiệu ba năm trước",
    "votes_pct": "tỷ lệ phiếu",
}
CODES = {
    "weak": "yếu",
    "average": "trung bình",
    "good": "tốt",
    "excellent": "xuất sắc",
    "unit": "cấp đơn vị",
    "ministry": "cấp bộ",
    "national": "cấp quốc gia",
    "LDTT": "lao động tiên tiến",
    "CSTDCS": "chiến sĩ thi đua",
}
_NUMBERS = {Status.MET: 2, Status.UNKNOWN: 1, Status.NOT_MET: 0}


def dossier(dossiers: Dossiers) -> dict[str, Any]:
    """The dossiers as this library reads them from dicts."""
    blocks = dict.fromkeys(dossiers.units["block_id"].tolist())
    offences = {"unit": "số vi phạm kỷ luật", "person": "số lần kỷ luật"}
    return {
        "ngày xét": "15/12/2021",
        "kỳ xét": 2021,
        "đầy đủ": ["khối", "đơn vị", "người"],
        "khối": [{"mã": f"b{each}"} for each in blocks],
        "đơn vị": [
            {"mã": f"u{row['unit_id']}", "khối": f"b{row['block_id']}", "thứ tự": row["unit_id"]}
            | _fields(row, offences["unit"])
            for row in rows(dossiers.units)
        ],
        "người": [
            {"mã": f"p{row['person_id']}", "đơn vị": f"u{row['unit_id']}", "thứ tự": row["person_id"]}
            | _fields(row, offences["person"])
            for row in rows(dossiers.people)
        ],
    }


def _fields(row: dict[str, Any], offences: str) -> dict[str, Any]:
    named = {**FIELDS, "discipline_violations": offences}
    return {named[name]: _code(name, value) for name, value in row.items() if name in named and value is not None}


def _code(name: str, value: Any) -> Any:
    if value == "none":
        return "chưa có danh hiệu" if name.startswith("hist") else "không phạm vi"
    return CODES.get(value, value) if isinstance(value, str) else value


class _Ours:
    """The ruleset, loaded once, and the facts as a case."""

    executor = "forward"

    def __init__(self) -> None:
        self.rules = thidua_rules.load(RULESET)

    def prepare(self, dossiers: Dossiers) -> None:
        """Read the facts."""
        self.units = [SubjectId("đơn vị", f"u{each}") for each in dossiers.units["unit_id"].tolist()]
        self.people = [SubjectId("người", f"p{each}") for each in dossiers.people["person_id"].tolist()]
        self.case = self.rules.read_case(dossier(dossiers))
        self.question = self.rules.question(self.case.on, self.case.period)

    def outcome(self, found: Any) -> Outcome:
        """As columns, from the record of a run."""
        decision = self.decision(found)
        units = [[_NUMBERS[decision[each, code].status] for code in UNIT_FOUND] for each in self.units]
        people = [[_NUMBERS[decision[each, code].status] for code in PERSON_FOUND] for each in self.people]
        record = decision.record
        score = [float(record.value(each, "điểm đơn vị").low) for each in self.units]
        rank = [int(record.value(each, "thứ hạng").low) for each in self.units]
        return Outcome(units, score, rank, people)

    def decision(self, found: Any) -> Decision:
        """What was found, as a decision."""
        raise NotImplementedError


class ByForward(_Ours):
    """The run of the forward executor alone."""

    def prepare(self, dossiers: Dossiers) -> None:
        """Read the facts, and make the executor."""
        super().prepare(dossiers)
        self.running = executor_named(self.executor)

    def run(self) -> Any:
        """Facts to a record."""
        return self.running.run(self.rules.program, self.case, self.question)

    def decision(self, found: Any) -> Decision:
        """What was found, as a decision."""
        return self.rules.decision(self.case, self.question, found, self.executor)


class ByColumns(ByForward):
    """The columnar executor, from the same case."""

    executor = "columnar"


class ByTables:
    """Tables in, a table of verdicts for each type out; the tables are checked beforehand."""

    def __init__(self) -> None:
        self.rules = thidua_rules.load(RULESET)

    def prepare(self, dossiers: Dossiers) -> None:
        """Read the tables."""
        asked: dict[str, Any] = {"on": "15/12/2021", "period": 2021, "closed": ["khối", "đơn vị", "người"]}
        given = tables(dossiers)
        self.given = sum(each.estimated_size() for each in given.values())
        self.frames = self.rules.read_frames(given, **asked)

    def size(self, found: Any) -> int:
        """The bytes of the tables that came in and that go out."""
        return int(self.given + sum(each.estimated_size() for each in found.statuses.values()))

    def run(self) -> Any:
        """Facts to verdicts, scores and ranks."""
        codes = (*UNIT_FOUND, *PERSON_FOUND)
        return self.rules.decide_frames(self.frames, codes=codes)

    def outcome(self, found: Any) -> Outcome:
        """As columns; scores and ranks are asked for apart, as text."""
        import polars as pl

        # the statuses stand in the order of the workload's numbers
        units, people = (
            found.statuses[name].select(pl.col(codes).to_physical()).to_numpy()
            for name, codes in (("đơn vị", UNIT_FOUND), ("người", PERSON_FOUND))
        )
        values = self.rules.decide_frames(self.frames, codes=(), values=["điểm đơn vị", "thứ hạng"]).values["đơn vị"]
        score = [float(each) for each in values["điểm đơn vị từ"].to_list()]
        return Outcome(units, score, [int(each) for each in values["thứ hạng từ"].to_list()], people)


def tables(dossiers: Dossiers) -> dict[str, Any]:
    """The dossiers as tables of Polars, columns named as the ruleset names them."""
    import polars as pl

    def of(columns: Columns, key: str, owner: str, offences: str) -> pl.DataFrame:
        given = pl.DataFrame(arrow(columns))
        named = {**FIELDS, "discipline_violations": offences}
        own, prefix = f"{key}_id", {"unit": "u", "person": "p"}[key]
        via, letter = {"unit": ("khối", "b"), "person": ("đơn vị", "u")}[key]
        codes = [
            pl.col(name).cast(pl.String).replace(_CODES_OF[name]).alias(named[name])
            for name in PERSON_CODES
            if name in given.columns
        ]
        plain = [pl.col(name).alias(each) for name, each in named.items() if name in given.columns]
        plain = [each for each in plain if each.meta.root_names()[0] not in PERSON_CODES]
        keys = [
            pl.format(f"{prefix}{{}}", own).alias("mã"),
            pl.format(f"{letter}{{}}", owner).alias(via),
            pl.col(own).cast(pl.Int64).alias("thứ tự"),
        ]
        return given.select(*keys, *plain, *codes)

    blocks = sorted(set(dossiers.units["block_id"].tolist()))
    return {
        "khối": pl.DataFrame({"mã": [f"b{each}" for each in blocks]}),
        "đơn vị": of(dossiers.units, "unit", "block_id", "số vi phạm kỷ luật"),
        "người": of(dossiers.people, "person", "unit_id", "số lần kỷ luật"),
    }


_CODES_OF = {name: {each: _code(name, each) for each in names} for name, names in PERSON_CODES.items()}


class Deciding(_Ours):
    """What an application calls: facts to a decision."""

    def run(self) -> Any:
        """Facts to a decision."""
        return self.rules.decide(self.case)

    def decision(self, found: Any) -> Decision:
        """It is one."""
        made: Decision = found
        return made


__all__ = ["ByColumns", "ByForward", "ByTables", "Deciding", "dossier"]
