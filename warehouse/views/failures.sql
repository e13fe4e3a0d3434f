-- Files that could not be read when they were last tried (未读文件), and why; a file that was read since is not among them.
SELECT source, reason, tried_at, rules, sha256, run_id
FROM (
  SELECT s.source, s.reason, r.started_at AS tried_at, s.rules, s.sha256, s.run_id, s.outcome
  FROM sightings s JOIN runs r USING (run_id)
  QUALIFY row_number() OVER (PARTITION BY s.source ORDER BY r.started_at DESC, s.run_id DESC) = 1
)
WHERE outcome = 'failed'
ORDER BY tried_at DESC, source
