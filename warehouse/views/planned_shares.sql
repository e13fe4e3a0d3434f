-- What part of the year's work is planned for each quarter (各季度计划占比): a row for each task and planned quarter.
-- `share` is the mean, over the task's indicators whose quarters tell it (amounts that may be added, and running totals),
-- of the quarter's part of what all four come to; null where no number tells it, and the quarter then has words alone, or
-- nothing (`text` is ''). `series_ids` are the indicators, `milestone_id` and `pages` lead to the cell.
WITH cells AS (
  SELECT
    t.place, t.year, t.document_id, t.title, t.number, t.ordinal, t.name, t.goal, t.task_id,
    m.quarter, m.label, m.text, m.pages, m.milestone_id, NULL AS series_id, NULL AS amount
  FROM current_tasks t
  JOIN milestones m ON m.version_number = t.version_number AND m.task_id = t.task_id
  WHERE m.kind = 'plan' AND m.quarter IS NOT NULL
  UNION ALL BY NAME
  SELECT
    place, year, document_id, task_id, milestone_id, series_id,
    -- a running total after a quarter without a number tells what came since the last number
    greatest(
      CASE WHEN in_period_is = 'gap-before' THEN to_date - coalesce(last_value(to_date IGNORE NULLS) OVER earlier, 0)
      ELSE in_period END, 0
    ) AS amount
  FROM targets
  WHERE quarter IS NOT NULL AND (not_additive IS NULL OR not_additive = 'running-total')
  WINDOW earlier AS (
    PARTITION BY place, year, series_id ORDER BY quarter ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  )
),
parts AS (
  SELECT *, sum(amount) OVER (PARTITION BY place, year, series_id) AS total FROM cells
)
SELECT
  place, year, any_value(number) AS number, any_value(ordinal) AS ordinal, any_value(name) AS name,
  any_value(goal) AS goal, any_value(quarter) AS quarter, any_value(label) AS label, any_value(text) AS text,
  avg(coalesce(amount / total, 0)) FILTER (series_id IS NOT NULL AND total > 0) AS share,
  coalesce(list(series_id ORDER BY series_id) FILTER (series_id IS NOT NULL AND total > 0), []) AS series_ids,
  any_value(pages) AS pages, any_value(title) AS title, task_id, milestone_id, document_id
FROM parts
GROUP BY place, year, document_id, task_id, milestone_id
ORDER BY place, year, document_id, ordinal, quarter
