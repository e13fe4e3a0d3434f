-- Every row of fragments belongs to a task that is there.
SELECT task_id FROM fragments ANTI JOIN tasks USING (task_id)
