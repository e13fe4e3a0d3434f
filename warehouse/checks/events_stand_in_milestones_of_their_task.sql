-- The milestone that an event stands in is there, and of the same task; a goal's event has none.
SELECT event_id FROM (FROM events WHERE milestone_id IS NOT NULL) ANTI JOIN milestones USING (milestone_id, task_id)
