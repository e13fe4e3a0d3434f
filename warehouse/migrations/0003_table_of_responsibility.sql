-- The table gave its name to the view that tells who leads.
ALTER TABLE responsibilities RENAME TO responsibility;
