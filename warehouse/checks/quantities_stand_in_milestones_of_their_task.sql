-- The milestone that a quantity stands in is there, and of the same task; a goal's quantity has none.
SELECT quantity_id FROM (FROM quantities WHERE milestone_id IS NOT NULL) ANTI JOIN milestones USING (milestone_id, task_id)
