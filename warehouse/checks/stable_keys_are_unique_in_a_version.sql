-- A stable key names one quantity of a version: corrections and saved queries go by it.
SELECT sha256, stable_key, count(*) AS rows FROM quantities JOIN tasks USING (task_id) GROUP BY ALL HAVING rows > 1
