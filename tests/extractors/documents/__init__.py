"""Tests of extractors/documents."""
