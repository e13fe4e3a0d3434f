-- Rows have the number of their version, so that those of one document are found without looking at all others.
-- Tables that came after the first version of the schema may not be there yet: their shape follows from the records.
CREATE TABLE IF NOT EXISTS events (event_id VARCHAR, task_id VARCHAR);
CREATE TABLE IF NOT EXISTS series (series_id VARCHAR, task_id VARCHAR, quantity_ids VARCHAR[]);
CREATE TABLE IF NOT EXISTS series_points (point_id VARCHAR, series_id VARCHAR, quantity_ids VARCHAR[]);
CREATE TABLE IF NOT EXISTS corrected_fields (sha256 VARCHAR);
ALTER TABLE versions ADD COLUMN version_number INTEGER;
ALTER TABLE tasks ADD COLUMN version_number INTEGER;
ALTER TABLE responsibility ADD COLUMN version_number INTEGER;
ALTER TABLE milestones ADD COLUMN version_number INTEGER;
ALTER TABLE quantities ADD COLUMN version_number INTEGER;
ALTER TABLE events ADD COLUMN version_number INTEGER;
ALTER TABLE series ADD COLUMN version_number INTEGER;
ALTER TABLE series_points ADD COLUMN version_number INTEGER;
ALTER TABLE fragments ADD COLUMN version_number INTEGER;
ALTER TABLE findings ADD COLUMN version_number INTEGER;
ALTER TABLE rejects ADD COLUMN version_number INTEGER;
ALTER TABLE corrected_fields ADD COLUMN version_number INTEGER;
UPDATE versions SET version_number = n FROM (SELECT sha256, row_number() OVER (ORDER BY rowid) AS n FROM versions) v WHERE v.sha256 = versions.sha256;
UPDATE tasks SET version_number = v.version_number FROM versions v WHERE v.sha256 = tasks.sha256;
UPDATE responsibility SET version_number = t.version_number FROM tasks t WHERE t.task_id = responsibility.task_id;
UPDATE milestones SET version_number = t.version_number FROM tasks t WHERE t.task_id = milestones.task_id;
UPDATE quantities SET version_number = t.version_number FROM tasks t WHERE t.task_id = quantities.task_id;
UPDATE events SET version_number = t.version_number FROM tasks t WHERE t.task_id = events.task_id;
UPDATE series SET version_number = t.version_number FROM tasks t WHERE t.task_id = series.task_id;
UPDATE series_points SET version_number = s.version_number FROM series s WHERE s.series_id = series_points.series_id;
UPDATE fragments SET version_number = t.version_number FROM tasks t WHERE t.task_id = fragments.task_id;
UPDATE findings SET version_number = v.version_number FROM versions v WHERE v.sha256 = findings.sha256;
UPDATE rejects SET version_number = v.version_number FROM versions v WHERE v.sha256 = rejects.sha256;
UPDATE corrected_fields SET version_number = v.version_number FROM versions v WHERE v.sha256 = corrected_fields.sha256;
-- Records name their pages themselves: a number leads to its page without a look at the fragments.
CREATE TEMP TABLE pages_of_cells AS
  SELECT task_id, milestone_id, list_sort(list(DISTINCT page) FILTER (page IS NOT NULL)) AS pages FROM fragments GROUP BY ALL;
ALTER TABLE milestones ADD COLUMN pages INTEGER[] DEFAULT [];
ALTER TABLE quantities ADD COLUMN pages INTEGER[] DEFAULT [];
UPDATE milestones SET pages = c.pages FROM pages_of_cells c WHERE c.milestone_id = milestones.milestone_id AND c.pages IS NOT NULL;
UPDATE quantities SET pages = c.pages FROM pages_of_cells c
  WHERE c.task_id = quantities.task_id AND c.milestone_id IS NOT DISTINCT FROM quantities.milestone_id AND c.pages IS NOT NULL;
DROP TABLE pages_of_cells;
ALTER TABLE series ADD COLUMN texts VARCHAR[] DEFAULT [];
ALTER TABLE series ADD COLUMN pages INTEGER[] DEFAULT [];
ALTER TABLE series_points ADD COLUMN texts VARCHAR[] DEFAULT [];
ALTER TABLE series_points ADD COLUMN pages INTEGER[] DEFAULT [];
UPDATE series SET texts = w.texts, pages = w.pages FROM (
  SELECT series_id, list(q.text ORDER BY turn) AS texts, list_sort(list_distinct(flatten(list(q.pages)))) AS pages
  FROM (SELECT series_id, unnest(quantity_ids) AS quantity_id, generate_subscripts(quantity_ids, 1) AS turn FROM series)
  JOIN quantities q USING (quantity_id) GROUP BY series_id
) w WHERE w.series_id = series.series_id;
UPDATE series_points SET texts = w.texts, pages = w.pages FROM (
  SELECT point_id, list(q.text ORDER BY turn) AS texts, list_sort(list_distinct(flatten(list(q.pages)))) AS pages
  FROM (SELECT point_id, unnest(quantity_ids) AS quantity_id, generate_subscripts(quantity_ids, 1) AS turn FROM series_points)
  JOIN quantities q USING (quantity_id) GROUP BY point_id
) w WHERE w.point_id = series_points.point_id;
