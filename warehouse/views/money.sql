-- Money by unit in charge (资金): what the additive indicators in money come to, by place, year, currency and the unit that
-- leads the task. `goal` adds up goals, `planned` what the periods come to, each null where none states one. Where n units
-- lead a task each has the full amount, and `goal_share` and `planned_share` count 1/n of it, so that these add up. Tasks
-- that nobody is named as leading are a line with canonical_unit null. Rates (610元 a person), stocks, shares and what is
-- told twice stay out; of running totals the last counts.
WITH led AS (
  SELECT DISTINCT
    i.place, i.year, i.document_id, i.ordinal, i.position, i.task_id, i.series_id, i.unit, i.goal, i.reached,
    i.quantity_ids, i.texts, i.pages, i.doubt, i.corrected, r.canonical_unit
  FROM indicators i
  LEFT JOIN responsibility r ON r.version_number = i.version_number AND r.task_id = i.task_id AND r.role = 'lead'
  WHERE i.dimension = 'money' AND (i.additive OR i.not_additive = 'running-total')
),
shared AS (
  SELECT *, count(*) OVER (PARTITION BY place, year, series_id) AS leaders FROM led
)
SELECT
  place, year, canonical_unit, unit, count(DISTINCT task_id) AS tasks, count(*) AS series,
  sum(goal) AS goal, sum(reached) AS planned,
  sum((goal / leaders)::DECIMAL(38, 10)) AS goal_share, sum((reached / leaders)::DECIMAL(38, 10)) AS planned_share,
  list(series_id ORDER BY document_id, ordinal, position) AS series_ids,
  flatten(list(quantity_ids ORDER BY document_id, ordinal, position)) AS quantity_ids,
  flatten(list(texts ORDER BY document_id, ordinal, position)) AS texts,
  list_sort(list_distinct(flatten(list(pages)))) AS pages,
  list_sort(list_distinct(flatten(list(doubt)))) AS doubt,
  bool_or(corrected) AS corrected,
  list_sort(list_distinct(list(document_id))) AS document_ids
FROM shared
GROUP BY place, year, canonical_unit, unit
ORDER BY place, year, goal DESC NULLS LAST, canonical_unit, unit
