-- Every correction (更正) and what became of it in the current version of its document: applied, replaced by a later one,
-- as-read where it asks for what was read, not-applied (a finding says why), or no-document where it isn't here.
WITH ordered AS (
  SELECT *, rowid AS at, row_number() OVER (PARTITION BY record, stable_key, field ORDER BY rowid DESC) = 1 AS is_last
  FROM corrections
)
SELECT
  CASE
    WHEN NOT c.is_last THEN 'replaced'
    WHEN v.sha256 IS NULL THEN 'no-document'
    WHEN f.correction_id IS NOT NULL THEN 'applied'
    WHEN c.value IS NOT DISTINCT FROM c.expected THEN 'as-read'
    ELSE 'not-applied'
  END AS state,
  d.place, d.year, d.title, c.ordinal, c.record, c.text, c.field, c.expected, c.value, c.who, c.made_at, c.reason,
  f.record_id, c.correction_id, c.document_id
FROM ordered c
LEFT JOIN documents d USING (document_id)
LEFT JOIN versions v ON v.document_id = c.document_id AND v.is_current
LEFT JOIN corrected_fields f ON f.sha256 = v.sha256 AND f.correction_id = c.correction_id AND f.field = c.field
ORDER BY c.at
