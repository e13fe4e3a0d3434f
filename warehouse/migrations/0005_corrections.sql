-- Corrections and the fields that they replaced are new.
SELECT 1;
