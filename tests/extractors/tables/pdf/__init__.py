"""Tests of extractors/tables/pdf."""
