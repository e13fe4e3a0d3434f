-- What reading known bytes again changed in the numbers (数量变更), the last run first: a row for each quantity that was added
-- or is gone, and each of its fields that is other, with what it was and is. `text`, `pages` and `doubt` are of the quantity
-- as it is now, null where it is gone; `old` and `new` hold whole records as JSON where one came or went.
SELECT
  r.started_at, r.kind AS run_kind, d.place, d.year, d.title, t.number, t.ordinal, m.label AS period, c.kind AS change,
  c.field, c.old, c.new, q.text, q.pages, q.doubt, k.record_id IS NOT NULL AS corrected,
  [c.record_id] AS quantity_ids, c.run_id, v.sha256, d.document_id
FROM changes c
JOIN runs r USING (run_id)
JOIN versions v USING (sha256)
JOIN documents d USING (document_id)
LEFT JOIN quantities q ON q.version_number = v.version_number AND q.quantity_id = c.record_id
LEFT JOIN tasks t ON t.version_number = v.version_number AND t.task_id = q.task_id
LEFT JOIN milestones m ON m.version_number = v.version_number AND m.milestone_id = q.milestone_id
LEFT JOIN corrected_records k ON k.record_id = c.record_id
WHERE c.record = 'quantities'
ORDER BY r.started_at DESC, r.run_id, d.place, d.year, t.ordinal, m.position, c.record_id, c.field
