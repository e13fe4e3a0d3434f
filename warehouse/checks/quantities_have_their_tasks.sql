-- Every row of quantities belongs to a task that is there.
SELECT task_id FROM quantities ANTI JOIN tasks USING (task_id)
