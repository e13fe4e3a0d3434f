-- What was reviewed was so by a correction that is held.
SELECT correction_id FROM reviewed_records ANTI JOIN corrections USING (correction_id)
