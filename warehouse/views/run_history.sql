-- What was done and what came of it (运行记录), the last run first: how long it took, what it read, and how many numbers it
-- added, took away or changed in documents that were known.
SELECT
  r.started_at, r.kind, r.finished_at - r.started_at AS took, r.files, r.loaded, r.failed, r.unchanged, r.set_aside,
  count(DISTINCT c.record_id) FILTER (c.kind = 'added') AS numbers_added,
  count(DISTINCT c.record_id) FILTER (c.kind = 'gone') AS numbers_gone,
  count(DISTINCT c.record_id) FILTER (c.kind = 'changed') AS numbers_changed,
  r.run_id
FROM runs r
LEFT JOIN changes c ON c.run_id = r.run_id AND c.record = 'quantities'
GROUP BY ALL
ORDER BY r.started_at DESC, r.run_id
