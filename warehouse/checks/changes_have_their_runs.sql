-- What changed was changed by a run that is in the ledger.
SELECT run_id FROM changes ANTI JOIN runs USING (run_id)
