"""What may be added up, and why not."""

from extractors.series.linking import Link
from extractors.series.words import ends_with
from schemas.quantity import Measure, Quantity
from schemas.series import NotAdditive, SeriesBasis


def not_additive(link: Link, basis: SeriesBasis | None) -> NotAdditive | None:
    """Give why the points of a series must not be added, null where they may."""
    first = link.quantities[0]
    reasons = (
        (first.measure is Measure.CHANGE, NotAdditive.CHANGE),
        (is_level(link), NotAdditive.STANDARD),
        (first.measure is Measure.SHARE or first.unit == "%", NotAdditive.SHARE),
        (_is(link, "stock"), NotAdditive.STOCK),
        (link.snapshot, NotAdditive.SNAPSHOT),
        (link.restated, NotAdditive.RESTATED),
        (basis is SeriesBasis.CUMULATIVE, NotAdditive.RUNNING_TOTAL),
        (basis in (SeriesBasis.MIXED, SeriesBasis.UNCLEAR), NotAdditive.BASIS_OPEN),
    )
    return next((reason for is_so, reason in reasons if is_so), None)


def is_level(link: Link) -> bool:
    """Whether the numbers say how something stands (覆盖率, 元 a month), of which several periods' never add up."""
    return link.quantities[0].per is not None or _is(link, "standard") or _is(link, "level")


def _is(link: Link, kind: str) -> bool:
    return any(_named(quantity, kind) for quantity in link.quantities)


def _named(quantity: Quantity, kind: str) -> bool:
    return ends_with(quantity.object, kind)
