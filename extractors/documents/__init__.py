"""Documents: a file's bytes, their hash, and what kind of file they are."""
