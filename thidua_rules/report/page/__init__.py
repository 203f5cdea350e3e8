"""A decision as pages for a browser: one file, or a folder with a page for each unit."""

from thidua_rules.report.page.site import to_html, write_html, write_site

__all__ = ["to_html", "write_html", "write_site"]
