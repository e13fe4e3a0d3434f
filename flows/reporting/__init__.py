"""`xushi report`: what plans promise, by when and by whom, as one HTML file that needs nothing else."""
