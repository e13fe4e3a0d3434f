-- A quantity is stated by one series at most; a share may imply amounts of another as well.
SELECT quantity_id FROM (SELECT unnest(quantity_ids) AS quantity_id FROM series) GROUP BY ALL HAVING count(*) > 1
