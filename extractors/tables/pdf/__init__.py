"""Reads the tables of a PDF: camelot finds each grid, PDFium's characters fill it."""
