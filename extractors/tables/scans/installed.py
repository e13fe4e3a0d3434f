"""Tells whether the extra `ocr` is there, without importing any of it."""

import importlib.util

_PACKAGES = ("rapidocr", "onnxruntime")


def can_read_pictures() -> bool:
    """Whether pages that are pictures can be read."""
    return all(importlib.util.find_spec(name) for name in _PACKAGES)
