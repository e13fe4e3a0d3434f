"""Speed, accuracy and scale, measured by hand and by one command."""
