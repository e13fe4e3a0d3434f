-- What was reviewed is of a version that is there.
SELECT sha256 FROM reviewed_records ANTI JOIN versions USING (sha256)
