-- The goal of a series is stated by the goal of its task, and is among its quantities.
SELECT series_id, quantity_id
FROM (SELECT series_id, quantity_ids, unnest(goal_quantity_ids) AS quantity_id FROM series)
LEFT JOIN quantities q USING (quantity_id)
WHERE q.milestone_id IS NOT NULL OR NOT list_contains(quantity_ids, quantity_id)
