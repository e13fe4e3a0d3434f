-- What part of the year's work is planned for each quarter (各季度计划占比): a row for each task and planned quarter.
-- `share` is the mean, over the task's indicators whose quarters tell it (amounts that may be added, and running totals),
-- of the quarter's part of what all four come to; null where no number tells it, and the quarter then has words alone, or
-- nothing (`text` is ''). `series_ids` are the indicators, `milestone_id` and `pages` lead to the cell.
WITH amounts AS (
  SELECT
    task_id, series_id, basis,
    greatest(q1, 0) AS a1,
    CASE WHEN basis = 'cumulative' THEN greatest(q2 - coalesce(q1, 0), 0) ELSE q2 END AS a2,
    CASE WHEN basis = 'cumulative' THEN greatest(q3 - coalesce(q2, q1, 0), 0) ELSE q3 END AS a3,
    CASE WHEN basis = 'cumulative' THEN greatest(q4 - coalesce(q3, q2, q1, 0), 0) ELSE q4 END AS a4
  FROM indicators
  WHERE measure = 'level' AND (additive OR not_additive = 'running-total')
),
parts AS (
  SELECT
    task_id, series_id,
    unnest([1, 2, 3, 4]) AS quarter,
    unnest([a1, a2, a3, a4]) / nullif(coalesce(a1, 0) + coalesce(a2, 0) + coalesce(a3, 0) + coalesce(a4, 0), 0) AS part
  FROM amounts
),
told AS (
  SELECT task_id, quarter, sum(coalesce(part, 0)) AS total, list(series_id ORDER BY series_id) AS series_ids
  FROM parts
  WHERE series_id IN (SELECT series_id FROM parts WHERE part IS NOT NULL)
  GROUP BY task_id, quarter
)
SELECT
  t.place, t.year, t.number, t.ordinal, t.name, t.goal, m.quarter, m.label, m.text,
  CASE WHEN n.total > 0 THEN n.total / len(n.series_ids) END AS share,
  coalesce(n.series_ids, []) AS series_ids,
  (SELECT list_sort(list_distinct(list(f.page))) FROM fragments f WHERE f.milestone_id = m.milestone_id) AS pages,
  t.title, t.task_id, m.milestone_id, t.document_id
FROM current_tasks t
JOIN milestones m ON m.task_id = t.task_id AND m.kind = 'plan' AND m.quarter IS NOT NULL
LEFT JOIN told n ON n.task_id = t.task_id AND n.quarter = m.quarter
ORDER BY t.place, t.year, t.document_id, t.ordinal, m.quarter
