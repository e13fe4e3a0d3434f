-- A view that shows an amount shows with it the quantities, their words and pages, the documents, what is in doubt, and
-- whether it was corrected: a number that can't be followed to the page can't be trusted.
WITH shown AS (
  SELECT table_name AS view_name, list(column_name) AS columns, bool_or(data_type LIKE 'DECIMAL%') AS has_amounts
  FROM duckdb_columns()
  WHERE table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
  GROUP BY table_name
)
SELECT view_name, wanted[1] AS missing
FROM shown, (
  VALUES
    (['quantity_ids', 'quantity_id']), (['texts', 'text']), (['pages']), (['doubt']), (['corrected']),
    (['document_ids', 'document_id'])
) AS t (wanted)
WHERE has_amounts AND NOT list_has_any(columns, wanted)
