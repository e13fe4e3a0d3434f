"""Tests of the sample plans."""
