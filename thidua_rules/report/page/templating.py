"""The templates of pages, and what stands beside them: style and code."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

_HERE = "thidua_rules.report.page"


def template(name: str, package: str = _HERE) -> Template:
    """A template of a package; whatever it is given is text, not markup."""
    return _environment(package).get_template(name)


@cache
def written(name: str) -> str:
    """A file beside the templates, as it is."""
    return files(_HERE).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
