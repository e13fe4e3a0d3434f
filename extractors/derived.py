"""What follows from what was read, and again from what a person corrects."""

from datetime import date, timedelta
from decimal import Decimal

# a quarter's first month gives its number
_QUARTERS = {1: 1, 4: 2, 7: 3, 10: 4}
# the places that DECIMAL(38,10) keeps: derived values are rounded to them, values as written never
_LAST_PLACE = Decimal("1e-10")


def quarter_of(first_day: date | None, last_day: date | None) -> int | None:
    """The quarter, 1 to 4, that a period is; null where it is none."""
    if first_day is None or last_day is None or first_day.day != 1:
        return None
    is_month_end = (last_day + timedelta(days=1)).day == 1
    is_quarter = is_month_end and last_day.month == first_day.month + 2 and last_day.year == first_day.year
    return _QUARTERS.get(first_day.month) if is_quarter else None


def rounded(derived: Decimal | None) -> Decimal | None:
    """A derived value to the places that are kept: 12.5 亩 at 666.6666666667 square metres would have eleven."""
    if derived is None:
        return None
    *_, exponent = derived.as_tuple()
    return derived.quantize(_LAST_PLACE) if isinstance(exponent, int) and exponent < -10 else derived
