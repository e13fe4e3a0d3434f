-- A range ends above where it begins.
SELECT quantity_id, value, upper FROM quantities WHERE upper < value
