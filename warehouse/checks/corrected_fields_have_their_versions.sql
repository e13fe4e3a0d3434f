-- A field that was corrected is of a version that is there.
SELECT sha256 FROM corrected_fields ANTI JOIN versions USING (sha256)
