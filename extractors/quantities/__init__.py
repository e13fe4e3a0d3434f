"""Quantities: the numbers in a text, with what they mean."""
