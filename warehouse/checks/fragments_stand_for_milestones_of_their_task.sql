-- The milestone that a fragment is the place of is there, and of the same task; a goal's fragment has none.
SELECT fragment_id FROM (FROM fragments WHERE milestone_id IS NOT NULL) ANTI JOIN milestones USING (milestone_id, task_id)
