-- A value in a base unit and that unit come together.
SELECT quantity_id FROM quantities WHERE (base_value IS NULL) <> (base_unit IS NULL)
