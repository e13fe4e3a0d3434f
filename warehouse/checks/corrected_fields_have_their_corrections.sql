-- A field that was corrected was so by a correction that is held.
SELECT correction_id FROM corrected_fields ANTI JOIN corrections USING (correction_id)
