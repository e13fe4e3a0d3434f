-- Goals whose indicator has no key (未归类指标), and so are not in comparable: the same object, action, stage and unit are one
-- row, those of the most plans first. To compare them, add their words to warehouse/indicators.toml.
SELECT
  object, action, stage, coalesce(counting_class, dimension, unit) AS unit_class,
  count(DISTINCT document_id) AS documents, count(*) AS goals,
  list(DISTINCT unit ORDER BY unit) AS units,
  list(goal ORDER BY document_id, ordinal, position) AS goal_values,
  list(series_id ORDER BY document_id, ordinal, position) AS series_ids,
  flatten(list(quantity_ids ORDER BY document_id, ordinal, position)) AS quantity_ids,
  flatten(list(texts ORDER BY document_id, ordinal, position)) AS texts,
  list_sort(list_distinct(flatten(list(pages)))) AS pages,
  list_sort(list_distinct(flatten(list(doubt)))) AS doubt,
  bool_or(corrected) AS corrected,
  list_sort(list_distinct(list(document_id))) AS document_ids
FROM indicators
WHERE goal IS NOT NULL AND series_id NOT IN (SELECT series_id FROM comparable)
GROUP BY object, action, stage, unit_class
ORDER BY documents DESC, goals DESC, object, action, stage, unit_class
