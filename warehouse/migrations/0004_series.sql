-- Series and their points are new: documents have them from when they are next read.
SELECT 1;
