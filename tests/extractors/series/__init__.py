"""Tests of extractors/events."""
