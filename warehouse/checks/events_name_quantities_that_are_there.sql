-- The quantities that an event names are of its task, or among the rejects.
SELECT event_id, quantity_id FROM (SELECT event_id, task_id, unnest(quantity_ids) AS quantity_id FROM events)
ANTI JOIN (
  SELECT task_id, quantity_id FROM quantities
  UNION ALL
  SELECT raw ->> 'task_id', raw ->> 'quantity_id' FROM rejects WHERE record = 'quantities'
) USING (task_id, quantity_id)
