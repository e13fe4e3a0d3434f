-- A row of a plan is one task: ordinals do not repeat in a version.
SELECT sha256, ordinal, count(*) AS rows FROM tasks GROUP BY ALL HAVING rows > 1
