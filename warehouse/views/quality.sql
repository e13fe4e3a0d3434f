-- How far to trust each document (质量): a row for each, with how much was read, how much of it is in doubt, and how many
-- of its goals the periods meet. `doubtful_share` is the part of its quantities with any doubt.
SELECT
  d.place, d.year, d.kind, d.title, v.media_type, v.pages,
  (SELECT count(*) FROM tasks t WHERE t.version_number = v.version_number) AS tasks,
  q.quantities, q.doubtful, q.doubtful / nullif(q.quantities, 0) AS doubtful_share,
  (SELECT count(*) FROM findings f WHERE f.version_number = v.version_number AND f.severity <> 'information'
    AND f.finding_id NOT IN (SELECT record_id FROM reviewed_records WHERE decision = 'reject')) AS findings,
  (SELECT count(*) FROM rejects r WHERE r.version_number = v.version_number) AS rejects,
  s.goals, s.met, d.document_id, v.sha256
FROM documents d
JOIN versions v USING (document_id)
LEFT JOIN LATERAL (
  SELECT count(*) AS quantities, count(*) FILTER (len(doubt) > 0) AS doubtful
  FROM quantities q WHERE q.version_number = v.version_number
) q ON true
LEFT JOIN LATERAL (
  SELECT count(*) FILTER (goal IS NOT NULL) AS goals, count(*) FILTER (verdict = 'met') AS met
  FROM series s WHERE s.version_number = v.version_number
) s ON true
WHERE v.is_current
ORDER BY d.place, d.year, d.document_id
