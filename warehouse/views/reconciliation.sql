-- Goals against what their periods come to (目标核对): `reached` is the sum of the amounts, or the last running total, by
-- `basis`; `difference` what it is beyond the goal. Read `decided_by` first: where arithmetic decided the basis, "met"
-- says no more than that one reading meets the goal; `verdict_as_period` and `verdict_as_cumulative` tell the others.
SELECT
  place, year, number, ordinal, indicator, unit, goal, goal_upper, goal_bound, q1, q2, q3, q4, basis, decided_by,
  reached, reached - goal AS difference,
  verdict, verdict_as_period, verdict_as_cumulative, reason,
  quantity_ids, texts, pages, doubt, corrected, title, task_id, series_id, document_id
FROM indicators
WHERE goal IS NOT NULL AND basis IS NOT NULL
