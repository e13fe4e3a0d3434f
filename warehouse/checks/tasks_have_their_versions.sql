-- A task stands in a version that is there.
SELECT sha256 FROM tasks ANTI JOIN versions USING (sha256)
