-- The current version is the one that arrived last, by the ledger.
SELECT v.sha256 FROM versions v JOIN versions_as_of(TIMESTAMP 'infinity') last USING (sha256)
WHERE v.is_current <> last.is_current
