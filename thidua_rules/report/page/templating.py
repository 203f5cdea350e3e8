"""The templates of pages, and what stands beside them: style and code."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str) -> Template:
    """A template; whatever it is given is text, not markup."""
    return _environment().get_template(name)


@cache
def written(name: str) -> str:
    """A file beside the templates, as it is."""
    return files("thidua_rules.report.page").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("thidua_rules.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
