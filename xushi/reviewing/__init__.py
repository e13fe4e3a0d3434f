"""`xushi review`: a local web page where a person goes through what is doubtful, and says what is so."""
