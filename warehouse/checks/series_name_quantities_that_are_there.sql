-- The quantities that a series names are of its task.
SELECT series_id, quantity_id FROM (SELECT series_id, task_id, unnest(quantity_ids) AS quantity_id FROM series)
ANTI JOIN quantities USING (task_id, quantity_id)
