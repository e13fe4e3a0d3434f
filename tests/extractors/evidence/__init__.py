"""Tests of extractors/evidence."""
