-- A period has its first and its last day, in this order, or neither.
SELECT milestone_id FROM milestones WHERE (first_day IS NULL) <> (last_day IS NULL) OR first_day > last_day
