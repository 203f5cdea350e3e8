"""What a decision needs to put itself into words: its parts, and the whole of it as a page."""

from os import PathLike

from thidua_rules.report.rendering import Renderer


class Wording(Renderer):
    """Words for every part of a decision, and for all of it."""

    def page(self) -> str:
        """The whole decision as one HTML page."""
        # whoever only asks why does not wait for what makes pages
        from thidua_rules.report.page import to_html

        return to_html(self.decision, self.lang)

    def workbook(self, path: str | PathLike[str], full: bool) -> None:
        """Write the whole decision as a workbook."""
        from thidua_rules.report.xlsx import to_xlsx

        to_xlsx(self.decision, path, self.lang, full)
