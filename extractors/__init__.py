"""From a file to quantities: documents, tables, plans, quantities, one folder a step.

Nothing here knows of DuckDB or Prefect.
"""
