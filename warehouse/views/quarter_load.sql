-- How the year's amounts fall on the quarters (各季度任务量): additive series with numbers in two periods or more, by place,
-- year and unit. Quarters of one row may be added; rows of different units never. Each row leads to its series.
SELECT
  place, year, unit, count(*) AS series,
  sum(q1) AS q1, sum(q2) AS q2, sum(q3) AS q3, sum(q4) AS q4,
  list(series_id ORDER BY document_id, ordinal, position) AS series_ids,
  flatten(list(quantity_ids ORDER BY document_id, ordinal, position)) AS quantity_ids,
  flatten(list(texts ORDER BY document_id, ordinal, position)) AS texts,
  list_sort(list_distinct(flatten(list(pages)))) AS pages,
  list_sort(list_distinct(flatten(list(doubt)))) AS doubt,
  bool_or(corrected) AS corrected,
  list_sort(list_distinct(list(document_id))) AS document_ids
FROM indicators
WHERE additive
  AND (q1 IS NOT NULL)::INTEGER + (q2 IS NOT NULL)::INTEGER + (q3 IS NOT NULL)::INTEGER + (q4 IS NOT NULL)::INTEGER > 1
GROUP BY place, year, unit
ORDER BY place, year, unit
