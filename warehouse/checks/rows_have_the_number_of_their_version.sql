-- Views look for a version's rows by its number: a row with another number would not be seen.
WITH numbered AS (
  SELECT 'tasks' AS record, task_id AS id, t.version_number, v.version_number AS wanted
  FROM tasks t JOIN versions v USING (sha256)
  UNION ALL SELECT 'responsibility', responsibility_id, r.version_number, t.version_number
  FROM responsibility r JOIN tasks t USING (task_id)
  UNION ALL SELECT 'milestones', milestone_id, m.version_number, t.version_number
  FROM milestones m JOIN tasks t USING (task_id)
  UNION ALL SELECT 'quantities', quantity_id, q.version_number, t.version_number
  FROM quantities q JOIN tasks t USING (task_id)
  UNION ALL SELECT 'events', event_id, e.version_number, t.version_number FROM events e JOIN tasks t USING (task_id)
  UNION ALL SELECT 'fragments', fragment_id, f.version_number, t.version_number
  FROM fragments f JOIN tasks t USING (task_id)
  UNION ALL SELECT 'series', series_id, s.version_number, t.version_number FROM series s JOIN tasks t USING (task_id)
  UNION ALL SELECT 'series_points', point_id, p.version_number, s.version_number
  FROM series_points p JOIN series s USING (series_id)
  UNION ALL SELECT 'findings', finding_id, f.version_number, v.version_number
  FROM findings f JOIN versions v USING (sha256)
  UNION ALL SELECT 'rejects', reject_id, r.version_number, v.version_number FROM rejects r JOIN versions v USING (sha256)
  UNION ALL SELECT 'corrected_fields', corrected_field_id, c.version_number, v.version_number
  FROM corrected_fields c JOIN versions v USING (sha256)
  UNION ALL SELECT 'reviewed_records', reviewed_record_id, r.version_number, v.version_number
  FROM reviewed_records r JOIN versions v USING (sha256)
)
SELECT record, id, version_number, wanted FROM numbered WHERE version_number <> wanted
