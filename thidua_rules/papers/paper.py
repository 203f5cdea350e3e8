"""The whole of what templates are given: the same for every kind of paper, found as far as a template asks for it."""

from attrs import field, frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.papers.councils import Council, councils
from thidua_rules.papers.kinds import By
from thidua_rules.papers.notices import Notice, notices
from thidua_rules.papers.placeholders import BLANK, Part, called
from thidua_rules.papers.results import Person, Title, people, titles
from thidua_rules.program import ir
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.ruleset.model import Document
from thidua_rules.values import Status


@frozen(slots=False, eq=False)
class Law(Part):
    """A document that the titles cite."""

    named: str
    document: Document | None

    @called("tên")
    def name(self) -> str:
        """Its kind and number."""
        return self.named

    @called("trích_yếu")
    def about(self) -> str:
        """What it is about; empty if the ruleset does not say."""
        return "" if self.document is None else self.document.title

    @called("ngày")
    def day(self) -> str:
        """When it was issued; blank if the ruleset does not say."""
        return BLANK if self.document is None or self.document.date is None else f"{self.document.date:%d/%m/%Y}"

    @called("cơ_quan")
    def body(self) -> str:
        """Who issued it; blank if the ruleset does not say."""
        return BLANK if self.document is None else self.document.body or BLANK


@frozen(slots=False, eq=False)
class Paper(Part):
    """What a template is given; `named` are the people who were asked for one by one."""

    decision: Decision
    selection: Selection = EVERYTHING
    by: By = "supplier"
    named: tuple[SubjectId, ...] = field(default=())

    @called("bộ_quy_tắc")
    def ruleset(self) -> str:
        """The identifier of the ruleset."""
        return self.decision.identity.ruleset

    @called("tên_bộ_quy_tắc")
    def ruleset_name(self) -> str:
        """The name of the ruleset."""
        return self.decision.identity.ruleset if self.decision.model is None else self.decision.model.title

    @called("mã_băm_bộ_quy_tắc")
    def ruleset_hash(self) -> str:
        """The hash of the ruleset."""
        return self.decision.identity.ruleset_hash

    @called("mã_băm_hồ_sơ")
    def facts_hash(self) -> str:
        """The hash of the facts."""
        return self.decision.identity.facts_hash

    @called("bản_thư_viện")
    def version(self) -> str:
        """The version of the library."""
        return self.decision.identity.version

    @called("ngày_xét")
    def on(self) -> str:
        """The day that was asked about."""
        return f"{self.decision.question.on:%d/%m/%Y}"

    @called("kỳ_xét")
    def period(self) -> str:
        """The period that was asked about."""
        return str(self.decision.question.period)

    @called("văn_bản")
    def laws(self) -> tuple[Law, ...]:
        """The documents that the titles told of cite."""
        program, cited = self.decision.program, dict[str, None]()
        for title in self.titles:
            standard = program.titles.get(title.rule.code)
            rules = [title.rule, *([] if standard is None else [program.homes.get(standard.standard)])]
            for rule in rules:
                for node in ir.nodes_below(rule.root) if isinstance(rule, ir.Criterion) else ():
                    cited |= dict.fromkeys(each.partition(" ")[0] for each in node.about.citations)
        model = self.decision.model
        known = {} if model is None else {each.id: each for each in model.documents}
        return tuple(Law(program.documents.get(each, each), known.get(each)) for each in cited)

    @called("danh_hiệu")
    def titles(self) -> tuple[Title, ...]:
        """The titles told of; the criteria where they were selected, or where the ruleset has no titles."""
        return titles(self.decision, self.selection)

    @called("hội_đồng")
    def councils(self) -> tuple[Council, ...]:
        """The councils that confirm facts, with what those facts are that the titles rest on or wait for."""
        told = (each for title in self.titles for each in title.verdicts())
        may_be = (
            each for each in told if each.status is Status.UNKNOWN or (each.standard or each.status) is Status.MET
        )
        return councils(self.decision, may_be)

    @called("thông_báo")
    def notices(self) -> tuple[Notice, ...]:
        """A notice to each of those who have something to hand in."""
        return notices(self.decision, (each for title in self.titles for each in title.verdicts()), self.by)

    @called("người")
    def people(self) -> tuple[Person, ...]:
        """The people and collectives asked for one by one, each with everything that was found."""
        return people(self.decision, self.named, self.selection)
