-- What a reader should know of the current documents (未了提示), the weightiest first, and which files could not be read;
-- without what a person rejected as wrong.
SELECT severity, rule, message, place, year, page, ordinal, number, title, finding_id, task_id, document_id
FROM (
  SELECT
    f.severity, f.rule, f.message, d.place, d.year, f.page, f.ordinal, t.number, d.title,
    f.finding_id, t.task_id, d.document_id
  FROM findings f
  JOIN versions v USING (version_number)
  JOIN documents d USING (document_id)
  LEFT JOIN tasks t ON t.version_number = f.version_number AND t.ordinal = f.ordinal
  WHERE v.is_current AND f.finding_id NOT IN (SELECT record_id FROM reviewed_records WHERE decision = 'reject')
  UNION ALL BY NAME
  SELECT 'high' AS severity, 'file-not-read' AS rule, reason AS message FROM failures
)
ORDER BY
  list_position(['high', 'warning', 'information'], severity), place, year, document_id, page, ordinal, message
