-- The same indicator over places and years (可比指标): a row for each goal whose indicator has a key in indicator_keys, with
-- the goal in `base_unit`, or in `unit` where units of one counting class count the same. `written_goal` and `written_unit`
-- are as the plan writes them. What has no key is in unmapped_indicators.
SELECT
  k.key, k.name AS key_name, k.gloss, i.place, i.year, i.number, i.ordinal, i.indicator, i.stage,
  coalesce(i.goal_base_value, i.goal) AS goal, i.goal_bound, coalesce(i.base_unit, i.unit) AS unit, i.per,
  i.goal AS written_goal, i.unit AS written_unit, i.verdict,
  i.quantity_ids, i.texts, i.pages, i.doubt, i.corrected, i.title, i.task_id, i.series_id, i.document_id
FROM indicators i
JOIN indicator_keys k
  ON list_contains(k.objects, i.object)
  AND (len(k.actions) = 0 OR list_contains(k.actions, i.action))
  AND list_contains(k.stages, coalesce(i.stage, 'none'))
  AND k.unit IN (i.counting_class, i.dimension)
  AND (k.rate OR i.per IS NULL)
WHERE i.goal IS NOT NULL
ORDER BY k.key, i.place, i.year, i.document_id, i.ordinal, i.position
