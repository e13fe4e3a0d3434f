"""Notebooks for exploration: sources in percent format, and what they show of the sample plans."""
