"""Corrections applied to the records of a document: which fields may be corrected, of which record, and how."""
