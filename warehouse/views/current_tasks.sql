-- The tasks (任务) of the current version of each document, with place, year and title.
SELECT
  d.place, d.year, d.kind AS document_kind, d.title, t.*, v.document_id
FROM tasks t
JOIN versions v USING (sha256)
JOIN documents d USING (document_id)
WHERE v.is_current
