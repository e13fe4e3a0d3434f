-- Every quantity (数量) of the current versions with the place where it stands: document, task, period, page, and the
-- cell's whole text. A goal has period null. Where a person corrected it, `as_read` has what had been read.
SELECT
  t.place, t.year, t.title, t.number, t.name, t.ordinal,
  m.label AS period, m.quarter, m.first_day, m.last_day, coalesce(m.kind, 'goal') AS cell,
  q.object, q.action, q.value, q.upper, q.unit, q.per, q.bound, q.basis, q.role, q.measure, q.part, q.component,
  q.base_value, q.base_unit, q.dimension, q.counting_class, q.text, q.span_start, q.span_end, q.doubt, q.rule,
  coalesce(m.text, t.goal) AS cell_text, q.pages, c.record_id IS NOT NULL AS corrected, c.as_read,
  q.quantity_id, q.stable_key, q.task_id, q.milestone_id, t.document_id
FROM current_tasks t
JOIN quantities q ON q.version_number = t.version_number AND q.task_id = t.task_id
LEFT JOIN milestones m ON m.version_number = q.version_number AND m.milestone_id = q.milestone_id
LEFT JOIN corrected_records c ON c.record_id = q.quantity_id
