-- Targets against quarters (目标与各季度): a row for each indicator of a task that is an amount, with the year's goal and
-- what each quarter states. Numbers are in `unit`, several of one quarter added; where `cumulative` says that they are
-- running totals (累计), quarters must not be added. The goal is null where the task's goal names none for it. The view
-- indicators tells more: how the quarters stand to each other, and whether they meet the goal.
SELECT
  place, year, number, ordinal, name, object, action, unit, goal, goal_bound, q1, q2, q3, q4,
  basis IS NOT DISTINCT FROM 'cumulative' AS cumulative, verdict,
  CASE WHEN goal IS NOT NULL THEN texts[1] END AS goal_text,
  CASE WHEN goal IS NOT NULL THEN texts[2:] ELSE texts END AS texts,
  quantity_ids, pages, doubt, corrected, title, task_id, series_id, document_id
FROM indicators
WHERE measure = 'level'
ORDER BY place, year, document_id, ordinal, position
