-- What is open for review (待审阅), the weightiest first: findings, and records with doubt, of current documents, that no person
-- has reviewed. `weight` is the order: 1 findings of high severity; 2 warnings; 3 rows and cells whose reading is in doubt,
-- for all their numbers hang on it; 4 quantities whose unit, or whose kind of object, is supplied; 5 quantities with any
-- other doubt, such as an object from the goal; 6 findings that are information. Of one weight, by rule or doubt (`why`),
-- then by place, year and row. `record` and `record_id` are the record's table and id, `told` the message or the words.
WITH doubtful AS (
  SELECT 'tasks' AS record, task_id AS record_id, task_id, version_number, 0 AS position, 0 AS span_start, doubt,
    goal AS told, 3 AS weight
  FROM tasks
  UNION ALL BY NAME
  SELECT 'milestones' AS record, milestone_id AS record_id, task_id, version_number, position, 0 AS span_start, doubt,
    label || '：' || text AS told, 3 AS weight
  FROM milestones
  UNION ALL BY NAME
  SELECT 'quantities' AS record, quantity_id AS record_id, q.task_id, q.version_number,
    coalesce(m.position, 0) AS position, span_start, q.doubt, q.text AS told,
    CASE WHEN list_has_any(q.doubt, ['unit-elided', 'object-of-another-unit']) THEN 4 ELSE 5 END AS weight
  FROM quantities q
  LEFT JOIN milestones m ON m.version_number = q.version_number AND m.milestone_id = q.milestone_id
),
items AS (
  SELECT r.record, r.record_id, r.version_number, t.ordinal, r.position, r.span_start, r.weight, NULL AS severity,
    array_to_string(r.doubt, ', ') AS why, r.told
  FROM doubtful r
  JOIN tasks t ON t.version_number = r.version_number AND t.task_id = r.task_id
  WHERE len(r.doubt) > 0
  UNION ALL BY NAME
  SELECT 'findings' AS record, finding_id AS record_id, version_number, ordinal, 0 AS position, 0 AS span_start,
    CASE severity WHEN 'high' THEN 1 WHEN 'warning' THEN 2 ELSE 6 END AS weight, severity, rule AS why, message AS told
  FROM findings
)
SELECT
  i.weight, i.severity, i.why, i.told, d.place, d.year, d.title, i.ordinal, t.number, i.record, i.record_id,
  t.task_id, d.document_id
FROM items i
JOIN versions v USING (version_number)
JOIN documents d USING (document_id)
LEFT JOIN tasks t ON t.version_number = i.version_number AND t.ordinal = i.ordinal
WHERE v.is_current
  AND NOT EXISTS (FROM reviewed_records r WHERE r.record = i.record AND r.record_id = i.record_id)
  -- corrected before there were reviews
  AND NOT EXISTS (FROM corrected_fields f WHERE f.record = i.record AND f.record_id = i.record_id)
ORDER BY
  i.weight, i.why, d.place, d.year, d.document_id, i.ordinal, i.position, i.span_start, i.told, i.record_id
