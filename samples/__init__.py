"""Invented plans of public works, with what is true of each: for examples, tests and benchmarks."""
