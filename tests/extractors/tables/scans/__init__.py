"""Tests of extractors/tables/scans."""
