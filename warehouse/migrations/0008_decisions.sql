-- People may accept and reject records too: what they said until now were corrections.
ALTER TABLE IF EXISTS corrections ADD COLUMN decision VARCHAR DEFAULT 'correct';
