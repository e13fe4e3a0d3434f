-- Every row of milestones belongs to a task that is there.
SELECT task_id FROM milestones ANTI JOIN tasks USING (task_id)
