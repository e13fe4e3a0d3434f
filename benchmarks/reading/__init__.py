"""What benchmarks.tables measures: who reads, which plans, which cells are right, and what memory it takes."""
