"""Exports: what the warehouse holds as files that other programs read."""

from warehouse.export.exporting import FORMATS, export

__all__ = ["FORMATS", "export"]
