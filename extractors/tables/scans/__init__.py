"""Reads pages that are pictures: the picture is straightened, its rules make the grid, OCR reads line by line."""
