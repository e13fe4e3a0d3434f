"""Gives pages a place in the site's navigation that properdocs.yml does not name: under More, in the order of names."""

from collections.abc import Iterable
from pathlib import Path

from properdocs.config.defaults import ProperDocsConfig

Item = str | dict[str, object]

MORE = "More"


def on_config(config: ProperDocsConfig) -> ProperDocsConfig:
    """Add what is not named; the generator calls this once, before it reads the pages."""
    folder = Path(config.docs_dir)
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    named = set(_pages(config.nav or []))
    rest: list[object] = [page for page in pages if page not in named]
    if rest:
        config.nav = [*(config.nav or []), {MORE: rest}]
    return config


def _pages(items: Iterable[object]) -> Iterable[str]:
    for item in items:
        if isinstance(item, dict):
            yield from _pages(item.values())
        elif isinstance(item, list):
            yield from _pages(item)
        else:
            yield str(item)
