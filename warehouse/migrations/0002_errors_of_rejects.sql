-- Rejects tell the validator's errors apart: those of before have them in `reason` alone.
ALTER TABLE rejects ADD COLUMN errors VARCHAR DEFAULT '[]';
