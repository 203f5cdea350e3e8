"""For whom an expression is evaluated."""

from attrs import frozen

from thidua_rules.facts.case import SubjectId


@frozen
class Scope:
    """The element at hand and the subject the rule is asked of."""

    element: SubjectId
    subject: SubjectId

    @classmethod
    def of(cls, subject: SubjectId) -> "Scope":
        """A rule's own subject as the element at hand."""
        return cls(subject, subject)
