-- Every series is of a task that is there.
SELECT series_id FROM series ANTI JOIN tasks USING (task_id)
