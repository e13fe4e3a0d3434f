-- Every decision of a person (更正、确认、否定) and what became of it in the current version of its document: applied, replaced by a
-- later one, as-read where it asks for what was read, not-applied (where that matters a finding says why), or no-document
-- where it isn't here. `decision` is accept, correct (of a field) or reject.
WITH ordered AS (
  SELECT
    *, rowid AS at,
    row_number() OVER (PARTITION BY record, stable_key, field ORDER BY rowid DESC) = 1 AS is_last_of_field,
    row_number() OVER (PARTITION BY record, stable_key ORDER BY rowid DESC) = 1 AS is_last,
    last_value(decision) OVER (
      PARTITION BY record, stable_key ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) = 'reject' AS is_rejected
  FROM corrections
)
SELECT
  CASE
    WHEN NOT CASE WHEN c.field IS NULL OR c.is_rejected THEN c.is_last ELSE c.is_last_of_field END THEN 'replaced'
    WHEN v.sha256 IS NULL THEN 'no-document'
    WHEN f.correction_id IS NOT NULL OR (c.field IS NULL AND r.correction_id IS NOT NULL) THEN 'applied'
    WHEN c.field IS NOT NULL AND c.value IS NOT DISTINCT FROM c.expected THEN 'as-read'
    ELSE 'not-applied'
  END AS state,
  d.place, d.year, d.title, c.ordinal, c.record, c.text, c.decision, c.field, c.expected, c.value, c.who, c.made_at,
  c.reason, coalesce(r.record_id, f.record_id) AS record_id, c.correction_id, c.document_id
FROM ordered c
LEFT JOIN documents d USING (document_id)
LEFT JOIN versions v ON v.document_id = c.document_id AND v.is_current
LEFT JOIN corrected_fields f ON f.sha256 = v.sha256 AND f.correction_id = c.correction_id AND f.field = c.field
LEFT JOIN reviewed_records r ON r.sha256 = v.sha256 AND r.correction_id = c.correction_id
ORDER BY c.at
