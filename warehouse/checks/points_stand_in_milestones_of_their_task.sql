-- Every point is of a series that is there, and of a milestone of that series' task.
SELECT point_id FROM series_points
ANTI JOIN (SELECT series_id, milestone_id FROM series JOIN milestones USING (task_id)) USING (series_id, milestone_id)
