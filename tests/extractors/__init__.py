"""Tests of the extractors: a folder a step."""
