-- Records with a corrected field (已更正记录): which fields, and in `as_read` what had been read in each, as text. A record of
-- any table is corrected where its id is a `record_id` here.
SELECT
  record_id, record, sha256, list(field ORDER BY field) AS fields,
  map_from_entries(list((field, as_read) ORDER BY field)) AS as_read
FROM corrected_fields
GROUP BY record_id, record, sha256
