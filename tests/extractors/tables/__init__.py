"""Tests of extractors/tables."""
