-- Targets against quarters (目标与各季度): a row for each task and thing counted in it (object, action and unit, as the
-- text names them), with the year's goal and what each quarter states. Numbers stand as written, in `unit`, several of
-- one quarter added, a running total (累计) as it is: `cumulative` says so, and such quarters must not be added. Only
-- levels that are targets count, parts of a stated total (其中) do not. The goal is the task's goal quantity of the same
-- unit or counting class whose object is the most alike; it is null where there is none. Where nothing names a quarter,
-- the goal stands alone. A period that runs from January to a quarter's end counts as that quarter.
WITH target AS (
  SELECT
    *,
    coalesce(counting_class, unit) || coalesce('/' || per, '') AS unit_class,
    CASE
      WHEN quarter IS NOT NULL THEN quarter
      WHEN month(last_day) % 3 = 0 AND month(first_day) = 1 AND day(last_day) >= 30 THEN month(last_day) // 3
    END AS due_quarter
  FROM stated
  WHERE role = 'target' AND measure = 'level' AND NOT part AND cell IN ('goal', 'plan')
),
goal AS (
  SELECT * FROM target WHERE cell = 'goal'
),
quarterly AS (
  SELECT
    task_id, object, action, unit_class,
    any_value(unit ORDER BY first_day, span_start) AS unit,
    sum(value) FILTER (due_quarter = 1) AS q1,
    sum(value) FILTER (due_quarter = 2) AS q2,
    sum(value) FILTER (due_quarter = 3) AS q3,
    sum(value) FILTER (due_quarter = 4) AS q4,
    bool_or(basis = 'cumulative') AS cumulative,
    list(quantity_id ORDER BY first_day, span_start) AS quantity_ids,
    list(text ORDER BY first_day, span_start) AS texts,
    list_sort(list_distinct(flatten(list(pages)))) AS pages,
    list_distinct(flatten(list(doubt))) AS doubt
  FROM target
  WHERE due_quarter IS NOT NULL
  GROUP BY task_id, object, action, unit_class
),
matched AS (
  SELECT
    q.*, g.quantity_id AS goal_id,
    row_number() OVER (
      PARTITION BY q.task_id, q.object, q.action, q.unit_class
      ORDER BY
        g.object IS NOT DISTINCT FROM q.object DESC,
        coalesce(contains(g.object, q.object) OR contains(q.object, g.object), false) DESC,
        g.action IS NOT DISTINCT FROM q.action DESC,
        g.span_start
    ) AS choice
  FROM quarterly q
  LEFT JOIN goal g
    ON g.task_id = q.task_id AND g.unit_class = q.unit_class
   AND (
     g.object IS NOT DISTINCT FROM q.object OR contains(g.object, q.object) OR contains(q.object, g.object)
     OR (SELECT count(*) FROM goal o WHERE o.task_id = q.task_id AND o.unit_class = q.unit_class) = 1
   )
)
SELECT
  t.place, t.year, t.number, t.ordinal, t.name,
  m.object, m.action, m.unit, g.value AS goal, g.bound AS goal_bound,
  m.q1, m.q2, m.q3, m.q4, m.cumulative,
  g.text AS goal_text, m.texts,
  CASE WHEN g.quantity_id IS NULL THEN m.quantity_ids ELSE list_prepend(g.quantity_id, m.quantity_ids) END
    AS quantity_ids,
  m.pages, m.doubt, t.title, t.task_id, t.document_id
FROM matched m
JOIN current_tasks t USING (task_id)
LEFT JOIN goal g ON g.quantity_id = m.goal_id
WHERE m.choice = 1
UNION ALL
SELECT
  t.place, t.year, t.number, t.ordinal, t.name,
  g.object, g.action, g.unit, g.value, g.bound, NULL, NULL, NULL, NULL, false,
  g.text, [], [g.quantity_id], g.pages, g.doubt, t.title, t.task_id, t.document_id
FROM goal g
JOIN current_tasks t USING (task_id)
WHERE NOT EXISTS (SELECT 1 FROM matched m WHERE m.choice = 1 AND m.goal_id = g.quantity_id)
ORDER BY place, year, ordinal
