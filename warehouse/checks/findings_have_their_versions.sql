-- A finding is about a version that is there.
SELECT sha256 FROM findings ANTI JOIN versions USING (sha256)
