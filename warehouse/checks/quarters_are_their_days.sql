-- A milestone of a quarter is of that quarter's days.
SELECT milestone_id, quarter, first_day, last_day FROM milestones
WHERE quarter IS NOT NULL AND (
  first_day IS DISTINCT FROM make_date(year(first_day), 3 * quarter - 2, 1)
  OR last_day IS DISTINCT FROM last_day(make_date(year(first_day), 3 * quarter, 1))
)
