-- An id is of one row.
FROM (SELECT 'documents' AS record, document_id AS id FROM documents
  UNION ALL SELECT 'versions', sha256 FROM versions
  UNION ALL SELECT 'tasks', task_id FROM tasks
  UNION ALL SELECT 'responsibility', responsibility_id FROM responsibility
  UNION ALL SELECT 'milestones', milestone_id FROM milestones
  UNION ALL SELECT 'quantities', quantity_id FROM quantities
  UNION ALL SELECT 'events', event_id FROM events
  UNION ALL SELECT 'series', series_id FROM series
  UNION ALL SELECT 'series_points', point_id FROM series_points
  UNION ALL SELECT 'fragments', fragment_id FROM fragments
  UNION ALL SELECT 'findings', finding_id FROM findings
  UNION ALL SELECT 'rejects', reject_id FROM rejects
  UNION ALL SELECT 'corrected_fields', corrected_field_id FROM corrected_fields
  UNION ALL SELECT 'reviewed_records', reviewed_record_id FROM reviewed_records
  UNION ALL SELECT 'corrections', correction_id FROM corrections
  UNION ALL SELECT 'runs', run_id FROM runs)
SELECT record, id, count(*) AS rows GROUP BY ALL HAVING rows > 1
