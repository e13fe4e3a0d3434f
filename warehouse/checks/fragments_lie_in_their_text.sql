-- What a fragment shows is a part of the goal or milestone.
SELECT f.fragment_id
FROM fragments f JOIN tasks t USING (task_id) LEFT JOIN milestones m ON m.milestone_id = f.milestone_id
WHERE f.span_start > f.span_end OR f.span_end > length(CASE WHEN f.milestone_id IS NULL THEN t.goal ELSE m.text END)
