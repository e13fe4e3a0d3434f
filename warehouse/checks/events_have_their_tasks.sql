-- Every row of events belongs to a task that is there.
SELECT task_id FROM events ANTI JOIN tasks USING (task_id)
