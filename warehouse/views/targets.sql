-- Targets by period (分期目标), long: a row for each indicator and each planned period of its task. `in_period` is what is
-- planned in the period, `to_date` what is planned from the year's beginning to its end; `in_period_is` and `to_date_is`
-- say whether the text states it or it is derived (only where the basis is decided), or else why it is null: empty-cell,
-- no-number (words alone), gap-before (an earlier period states no number to subtract), basis-unclear, basis-mixed,
-- snapshot, or why the numbers must not be added (share, stock, standard, change, restated). Null is never zero, and
-- nothing is carried forward; `periods_without` counts the earlier periods that state no number and so add none to
-- `to_date`. `stated` is the number as written with its `bound`; what a share implies, and how many stand at a stage
-- just then, have columns of their own. Numbers are in `unit`, those that begin with base_ in `base_unit`.
WITH points AS (
  SELECT
    t.place, t.year, t.document_id, t.title, t.number, t.ordinal, t.name AS task, t.task_id, t.version_number,
    s.series_id, s.position, s.name AS indicator, s.object, s.action, s.component, s.stage, s.unit, s.per, s.base_unit,
    s.basis, s.decided_by, s.not_additive, s.goal, s.goal_bound,
    m.milestone_id, m.position AS turn, m.label AS period, m.quarter, m.first_day, m.last_day, m.text AS cell_text,
    p.value AS stated, p.upper, p.bound, p.base_value AS base_stated, p.reading, p.implied_value, p.snapshot_value,
    coalesce(p.quantity_ids, []) AS quantity_ids, coalesce(p.texts, []) AS texts,
    coalesce(p.pages, m.pages) AS pages, coalesce(p.doubt, []) AS doubt,
    s.not_additive IS NULL OR s.not_additive = 'running-total' AS may_be_derived
  FROM current_tasks t
  JOIN series s ON s.version_number = t.version_number AND s.task_id = t.task_id
  JOIN milestones m ON m.version_number = t.version_number AND m.task_id = t.task_id AND m.kind = 'plan'
  LEFT JOIN series_points p
    ON p.version_number = s.version_number AND p.series_id = s.series_id AND p.milestone_id = m.milestone_id
),
told AS (
  SELECT
    *,
    sum(stated) OVER earlier_and_this AS sum_to_date,
    sum(base_stated) OVER earlier_and_this AS base_sum_to_date,
    lag(stated) OVER in_turn AS total_before,
    lag(base_stated) OVER in_turn AS base_total_before,
    row_number() OVER in_turn = 1 AS is_first,
    count(*) FILTER (stated IS NULL) OVER (
      PARTITION BY place, year, series_id ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS periods_without,
    CASE
      WHEN cell_text = '' THEN 'empty-cell'
      WHEN snapshot_value IS NOT NULL THEN 'snapshot'
      WHEN implied_value IS NOT NULL THEN 'share'
      WHEN stated IS NULL THEN 'no-number'
      WHEN reading IS NULL THEN 'basis-unclear'
      WHEN basis = 'mixed' THEN 'basis-mixed'
      WHEN NOT may_be_derived THEN not_additive
    END AS why_not
  FROM points
  WINDOW
    in_turn AS (PARTITION BY place, year, series_id ORDER BY turn),
    earlier_and_this AS (
      PARTITION BY place, year, series_id ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),
decided AS (
  SELECT
    *,
    CASE
      WHEN reading = 'period' THEN 'stated'
      WHEN why_not IS NOT NULL THEN why_not
      WHEN is_first OR total_before IS NOT NULL THEN 'derived'
      ELSE 'gap-before'
    END AS in_period_is,
    CASE
      WHEN reading = 'to-date' THEN 'stated'
      WHEN why_not IS NOT NULL THEN why_not
      ELSE 'derived'
    END AS to_date_is
  FROM told
)
SELECT
  place, year, number, ordinal, task, indicator, object, action, component, stage, period, quarter, first_day, last_day,
  unit, per,
  CASE in_period_is WHEN 'stated' THEN stated WHEN 'derived' THEN stated - coalesce(total_before, 0) END AS in_period,
  in_period_is,
  CASE to_date_is WHEN 'stated' THEN stated WHEN 'derived' THEN sum_to_date END AS to_date,
  to_date_is, periods_without, stated, upper, bound, implied_value, snapshot_value,
  base_unit,
  CASE in_period_is
    WHEN 'stated' THEN base_stated WHEN 'derived' THEN base_stated - coalesce(base_total_before, 0)
  END AS base_in_period,
  CASE to_date_is WHEN 'stated' THEN base_stated WHEN 'derived' THEN base_sum_to_date END AS base_to_date,
  goal, goal_bound, basis, decided_by, not_additive, quantity_ids, texts, cell_text, pages, doubt,
  list_has_any(quantity_ids, (SELECT list(record_id) FROM corrected_fields)) IS TRUE AS corrected,
  title, task_id, series_id, milestone_id, document_id
FROM decided
ORDER BY place, year, document_id, ordinal, position, turn
