-- Tasks and indicators by unit in charge (责任单位): a row for each body of a place and year. `lead_tasks` counts every task
-- that it leads, `lead_share` counts 1/n where n bodies lead one, so that shares add up to tasks; `support_tasks` are those
-- that it supports, `unsaid_tasks` those whose plan names it without saying who leads. `lead_series`, `lead_series_share`
-- and `support_series` count the indicators of these tasks likewise. A group word (各县区, kind group) is a line of its own,
-- never expanded. Tasks for which nobody is named as leading are one line, kind no-lead, unit null. `written` has the names
-- as the plan writes them, `lead_task_ids` and `task_ids` lead to the tasks.
WITH named AS (
  SELECT
    t.place, t.year, t.document_id, t.task_id, t.ordinal, t.pages, r.canonical_unit, any_value(r.kind) AS kind,
    bool_or(r.role = 'lead') AS leads, bool_or(r.role = 'support') AS supports, bool_or(r.role = 'unsaid') AS unsaid,
    list(DISTINCT r.unit ORDER BY r.unit) AS written, count(DISTINCT s.series_id) AS series
  FROM current_tasks t
  JOIN responsibility r ON r.version_number = t.version_number AND r.task_id = t.task_id
  LEFT JOIN series s ON s.version_number = t.version_number AND s.task_id = t.task_id
  GROUP BY ALL
),
shared AS (
  -- who leads and supports a task leads it
  SELECT
    * REPLACE (supports AND NOT leads AS supports),
    CASE WHEN leads THEN 1 / count(*) FILTER (leads) OVER (PARTITION BY place, year, task_id) END AS share
  FROM named
),
leaderless AS (
  SELECT t.place, t.year, t.document_id, t.task_id, t.ordinal, t.pages, count(DISTINCT s.series_id) AS series
  FROM current_tasks t
  LEFT JOIN responsibility r ON r.version_number = t.version_number AND r.task_id = t.task_id AND r.role = 'lead'
  LEFT JOIN series s ON s.version_number = t.version_number AND s.task_id = t.task_id
  WHERE r.responsibility_id IS NULL
  GROUP BY ALL
)
SELECT
  place, year, canonical_unit, kind,
  count(*) FILTER (leads) AS lead_tasks,
  coalesce(sum(share ORDER BY document_id, ordinal), 0) AS lead_share,
  count(*) FILTER (supports) AS support_tasks,
  count(*) FILTER (unsaid) AS unsaid_tasks,
  coalesce(sum(series) FILTER (leads), 0)::BIGINT AS lead_series,
  coalesce(sum(share * series ORDER BY document_id, ordinal), 0) AS lead_series_share,
  coalesce(sum(series) FILTER (supports), 0)::BIGINT AS support_series,
  list_sort(list_distinct(flatten(list(written)))) AS written,
  coalesce(list(task_id ORDER BY document_id, ordinal) FILTER (leads), []) AS lead_task_ids,
  list(task_id ORDER BY document_id, ordinal) AS task_ids,
  list_sort(list_distinct(list(document_id))) AS document_ids,
  list_sort(list_distinct(flatten(list(pages)))) AS pages
FROM shared
GROUP BY place, year, canonical_unit, kind
UNION ALL
SELECT
  place, year, NULL, 'no-lead', count(*), count(*), 0, 0, sum(series)::BIGINT, sum(series)::BIGINT, 0, [],
  list(task_id ORDER BY document_id, ordinal), list(task_id ORDER BY document_id, ordinal),
  list_sort(list_distinct(list(document_id))),
  list_sort(list_distinct(flatten(list(pages))))
FROM leaderless
GROUP BY place, year
ORDER BY place, year, canonical_unit NULLS LAST
