"""`xushi doctor`: what is installed, what surrounds it and how the warehouse is, a line each."""
