-- The tasks (任务) of the current version of each document, with place, year and title. `version_number` counts the versions
-- of this warehouse: joined by it as well, other tables are looked at for these versions alone.
SELECT
  d.place, d.year, d.kind AS document_kind, d.title, t.*, v.document_id
FROM tasks t
JOIN versions v USING (version_number)
JOIN documents d USING (document_id)
WHERE v.is_current
