-- A version is of a document that is there.
SELECT document_id FROM versions ANTI JOIN documents USING (document_id)
