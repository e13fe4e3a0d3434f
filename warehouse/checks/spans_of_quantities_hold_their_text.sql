-- The span of a quantity holds its text, in the goal or milestone that it stands in.
SELECT q.quantity_id
FROM quantities q JOIN tasks t USING (task_id) LEFT JOIN milestones m ON m.milestone_id = q.milestone_id
WHERE CASE WHEN q.milestone_id IS NULL THEN t.goal ELSE m.text END[span_start + 1:span_end] <> q.text
