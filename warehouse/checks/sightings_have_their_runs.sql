-- A file was seen by a run that is in the ledger.
SELECT run_id FROM sightings ANTI JOIN runs USING (run_id)
