"""Shows where words stand in a file: the cell outlined on a picture of its page, or in an excerpt of its table."""
