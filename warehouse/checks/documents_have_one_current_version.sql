-- Exactly one version of a document is current: none would hide it, two would count it twice.
SELECT document_id, count(*) FILTER (v.is_current) AS current_versions
FROM documents LEFT JOIN versions v USING (document_id)
GROUP BY document_id
HAVING current_versions <> 1
