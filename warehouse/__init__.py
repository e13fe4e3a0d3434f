"""The warehouse: records in DuckDB, loaded by document, published in one step, read through views.

Knows the records (schemas/), nothing of PDFs or of Prefect.
"""
