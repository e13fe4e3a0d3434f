-- Goals that no period has a number for (未分解目标): `reason` says whether the periods speak of them in shares
-- (shares-only) or in words (words-only), count them together with another goal (goal-shared), or not at all (nothing).
SELECT
  place, year, number, ordinal, indicator, goal, goal_bound, unit, reason,
  quantity_ids, texts, pages, doubt, corrected, title, task_id, series_id, document_id
FROM indicators
WHERE verdict = 'unscheduled'
