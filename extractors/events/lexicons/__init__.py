"""Lexicons: data files, each row a set of terms with a comment."""
