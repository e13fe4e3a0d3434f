-- Stages by quarter (各季度阶段): how many tasks have a clause that reaches a stage, with a number or without, in each
-- planned quarter of a place and year. A task counts once for a stage in a quarter.
SELECT
  t.place, t.year, e.stage,
  count(DISTINCT e.task_id) FILTER (m.quarter = 1) AS q1,
  count(DISTINCT e.task_id) FILTER (m.quarter = 2) AS q2,
  count(DISTINCT e.task_id) FILTER (m.quarter = 3) AS q3,
  count(DISTINCT e.task_id) FILTER (m.quarter = 4) AS q4,
  list(e.event_id ORDER BY t.document_id, t.ordinal, m.position, e.span_start) AS event_ids,
  list_sort(list_distinct(flatten(list(t.pages)))) AS pages,
  list_sort(list_distinct(list(t.document_id))) AS document_ids
FROM current_tasks t
JOIN events e ON e.version_number = t.version_number AND e.task_id = t.task_id
JOIN milestones m ON m.version_number = e.version_number AND m.milestone_id = e.milestone_id
WHERE e.stage IS NOT NULL AND m.kind = 'plan' AND m.quarter IS NOT NULL
GROUP BY t.place, t.year, e.stage
ORDER BY
  t.place, t.year,
  list_position(
    ['preparation', 'tender', 'started', 'structure_complete', 'completed', 'accepted', 'in_use', 'ongoing'], e.stage
  )
