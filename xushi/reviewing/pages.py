"""Fills the templates of the page; whatever comes from a document is escaped."""

from functools import cache
from importlib.resources import files

import jinja2

from flows.plain import printable

_FOLDER = "xushi.reviewing"
STATIC = {"review.css": "text/css", "review.js": "text/javascript"}
"""The files that a page may fetch, and what they are."""


def page(template: str, **values: object) -> str:
    """Give a page, filled."""
    return _environment().get_template(f"{template}.html.jinja").render(**values)


@cache
def static(name: str) -> str:
    """Give a file that pages fetch; raises KeyError where there is none."""
    if name not in STATIC:
        raise KeyError(name)
    return files(_FOLDER).joinpath("static", name).read_text(encoding="utf8")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(shown=_shown)
    return environment


def _shown(text: str | None) -> str:
    """A text as it is shown: lines stay, signs that would hide others don't."""
    return "\n".join(map(printable, (text or "").split("\n")))
