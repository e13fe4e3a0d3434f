-- Indicators against quarters (指标与各季度), with all that is known of them: a row for each series of a task, with the year's goal, what each quarter
-- states in `unit`, and how they stand to each other. Several amounts of a quarter are added; of running totals the last
-- counts. What a share implies and how many stand at a stage just then (snapshot) are in series_points, not here.
-- `additive` says whether the quarters may be added up. `quantity_ids`, `texts` and `pages` lead to where it is written.
WITH by_quarter AS (
  SELECT
    p.series_id, p.quarter,
    CASE WHEN s.basis = 'cumulative' THEN arg_max(p.value, p.last_day) ELSE sum(p.value) END AS value
  FROM series_points p
  JOIN series s USING (series_id)
  WHERE p.value IS NOT NULL
  GROUP BY p.series_id, p.quarter, s.basis
),
wide AS (
  SELECT
    series_id,
    max(value) FILTER (quarter = 1) AS q1, max(value) FILTER (quarter = 2) AS q2,
    max(value) FILTER (quarter = 3) AS q3, max(value) FILTER (quarter = 4) AS q4
  FROM by_quarter
  GROUP BY series_id
),
said AS (
  SELECT
    c.series_id,
    list(q.text ORDER BY c.at) AS texts,
    list_sort(list_distinct(flatten(list((
      SELECT coalesce(list(DISTINCT f.page), []) FROM fragments f
      WHERE f.task_id = q.task_id AND f.milestone_id IS NOT DISTINCT FROM q.milestone_id AND f.page IS NOT NULL
    ))))) AS pages
  FROM (SELECT series_id, unnest(quantity_ids) AS quantity_id, generate_subscripts(quantity_ids, 1) AS at FROM series) c
  JOIN quantities q USING (quantity_id)
  GROUP BY c.series_id
)
SELECT
  t.place, t.year, t.number, t.ordinal, t.name, s.position, s.name AS indicator, s.object, s.action, s.component, s.stage,
  s.unit, s.per, s.goal, s.goal_upper, s.goal_bound, w.q1, w.q2, w.q3, w.q4,
  s.basis, s.decided_by, s.basis_rule, s.verdict, s.verdict_as_period, s.verdict_as_cumulative, s.reason,
  s.snapshot, s.additive, s.not_additive, s.measure, s.base_unit, s.goal_base_value,
  s.quantity_ids, a.texts, a.pages, s.doubt,
  list_has_any(s.quantity_ids, (SELECT list(record_id) FROM corrected_records)) IS TRUE AS corrected, t.title, t.task_id, s.series_id, s.stable_key, t.document_id
FROM series s
JOIN current_tasks t USING (task_id)
LEFT JOIN wide w USING (series_id)
LEFT JOIN said a USING (series_id)
ORDER BY t.place, t.year, t.document_id, t.ordinal, s.position
