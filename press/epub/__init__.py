"""The e-book: the publication as one EPUB file."""
