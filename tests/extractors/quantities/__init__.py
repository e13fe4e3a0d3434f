"""Tests of extractors/quantities."""
