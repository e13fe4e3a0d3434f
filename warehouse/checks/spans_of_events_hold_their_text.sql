-- The span of an event holds its text, in the goal or milestone that it stands in.
SELECT e.event_id
FROM events e JOIN tasks t USING (task_id) LEFT JOIN milestones m ON m.milestone_id = e.milestone_id
WHERE CASE WHEN e.milestone_id IS NULL THEN t.goal ELSE m.text END[span_start + 1:span_end] <> e.text
