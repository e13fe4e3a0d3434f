"""What the benchmark of quantities compares: readers of numbers and units, each in a process of its own."""
