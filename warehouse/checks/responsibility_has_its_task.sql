-- A unit is in charge of a task that is there.
SELECT task_id FROM responsibility ANTI JOIN tasks USING (task_id)
