-- How far to trust each document (质量): a row for each, with how much was read, how much of it is in doubt, and how many
-- of its goals the periods meet. `doubtful_share` is the part of its quantities with any doubt.
SELECT
  d.place, d.year, d.kind, d.title, v.media_type, v.pages,
  (SELECT count(*) FROM tasks t WHERE t.sha256 = v.sha256) AS tasks,
  count(q.quantity_id) AS quantities,
  count(q.quantity_id) FILTER (len(q.doubt) > 0) AS doubtful,
  doubtful / nullif(quantities, 0) AS doubtful_share,
  (SELECT count(*) FROM findings f WHERE f.sha256 = v.sha256 AND f.severity <> 'information'
    AND f.finding_id NOT IN (SELECT record_id FROM reviewed_records WHERE decision = 'reject')) AS findings,
  (SELECT count(*) FROM rejects r WHERE r.sha256 = v.sha256) AS rejects,
  (SELECT count(*) FROM series s JOIN tasks t USING (task_id) WHERE t.sha256 = v.sha256 AND s.goal IS NOT NULL) AS goals,
  (SELECT count(*) FROM series s JOIN tasks t USING (task_id) WHERE t.sha256 = v.sha256 AND s.verdict = 'met') AS met,
  d.document_id, v.sha256
FROM documents d
JOIN versions v USING (document_id)
LEFT JOIN tasks t ON t.sha256 = v.sha256
LEFT JOIN quantities q USING (task_id)
WHERE v.is_current
GROUP BY ALL
ORDER BY d.place, d.year, d.document_id
