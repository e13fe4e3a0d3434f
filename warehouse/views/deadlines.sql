-- What falls due, and by when (到期事项): each clause of a plan with a stage or a time, numbers or none. `due` is the last
-- day of the time that it names, else of its period; `said` is true where the clause names it itself. What falls due in
-- the next 30 days: WHERE due BETWEEN current_date AND current_date + 30.
SELECT
  coalesce(e.deadline_last_day, m.last_day) AS due,
  e.deadline_last_day IS NOT NULL AS said,
  t.place, t.year, t.number, t.ordinal, m.label AS period, e.object, e.action, e.stage, e.component, e.certainty,
  e.deadline, e.text, e.quantity_ids, t.pages, t.doubt, t.title, e.task_id, e.milestone_id, e.event_id, t.document_id
FROM current_tasks t
JOIN events e ON e.version_number = t.version_number AND e.task_id = t.task_id
LEFT JOIN milestones m ON m.version_number = e.version_number AND m.milestone_id = e.milestone_id
WHERE (m.kind = 'plan' OR m.kind IS NULL) AND coalesce(e.deadline_last_day, m.last_day) IS NOT NULL
ORDER BY due, t.place, t.document_id, t.ordinal, m.position, e.span_start
