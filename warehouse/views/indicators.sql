-- Indicators against quarters (指标与各季度), with all that is known of them: a row for each series of a task, with the
-- year's goal, what each quarter states in `unit`, and how they stand to each other. Several amounts of a quarter are
-- added; of running totals the last counts. What a share implies and how many stand at a stage just then (snapshot) are
-- in `targets`, not here. `reached` is what they come to by `basis`: the sum of the amounts, or the last running total;
-- null where they are both, or it is not decided. `additive` says whether the quarters may be added up. `quantity_ids`, `texts` and `pages` lead to
-- where it is written; `corrected` says that a person's word stands in for something that was read.
SELECT
  t.place, t.year, t.number, t.ordinal, t.name, s.position, s.name AS indicator, s.object, s.action, s.component, s.stage,
  s.unit, s.per, s.goal, s.goal_upper, s.goal_bound, w.q1, w.q2, w.q3, w.q4,
  CASE s.basis
    WHEN 'cumulative' THEN coalesce(w.q4, w.q3, w.q2, w.q1)
    WHEN 'mixed' THEN NULL
    WHEN 'unclear' THEN NULL
    ELSE list_sum([w.q1, w.q2, w.q3, w.q4])
  END AS reached,
  s.basis, s.decided_by, s.basis_rule, s.verdict, s.verdict_as_period, s.verdict_as_cumulative, s.reason,
  s.snapshot, s.additive, s.not_additive, s.measure, s.dimension, s.counting_class, s.base_unit, s.goal_base_value,
  s.quantity_ids, s.texts, s.pages, s.doubt,
  list_has_any(s.quantity_ids, (SELECT list(record_id) FROM corrected_fields)) IS TRUE AS corrected,
  t.title, t.task_id, s.series_id, s.stable_key, t.version_number, t.document_id
FROM current_tasks t
JOIN series s ON s.version_number = t.version_number AND s.task_id = t.task_id
LEFT JOIN LATERAL (
  SELECT
    max(value) FILTER (quarter = 1) AS q1, max(value) FILTER (quarter = 2) AS q2,
    max(value) FILTER (quarter = 3) AS q3, max(value) FILTER (quarter = 4) AS q4
  FROM (
    SELECT p.quarter, CASE WHEN s.basis = 'cumulative' THEN arg_max(p.value, p.last_day) ELSE sum(p.value) END AS value
    FROM series_points p
    WHERE p.version_number = s.version_number AND p.series_id = s.series_id AND p.value IS NOT NULL
    GROUP BY p.quarter
  )
) w ON true
ORDER BY t.place, t.year, t.document_id, t.ordinal, s.position
