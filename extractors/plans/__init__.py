"""Plans: the rows of a document's tables joined over pages, their columns recognised."""
