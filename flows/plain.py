"""Text for people: numbers without empty places, and no sign that would move a cursor or hide others."""

from decimal import Decimal


def plain_number(value: Decimal) -> str:
    """A decimal in plain digits, without empty places."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printable(text: str) -> str:
    """The text with signs that would move the cursor or hide others replaced, one for one."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
