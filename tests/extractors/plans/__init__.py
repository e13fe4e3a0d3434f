"""Tests of extractors/plans."""
