-- Runs tell what they were for, and what they did not read; until now all were ingests.
ALTER TABLE runs ADD COLUMN kind VARCHAR DEFAULT 'ingest';
ALTER TABLE runs ADD COLUMN unchanged INTEGER DEFAULT 0;
ALTER TABLE runs ADD COLUMN set_aside INTEGER DEFAULT 0;
