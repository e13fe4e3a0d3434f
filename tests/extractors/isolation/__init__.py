"""Tests of extractors/isolation."""
