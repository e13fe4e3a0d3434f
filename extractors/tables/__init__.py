"""Tables as they stand in a file: cells with text and place."""
