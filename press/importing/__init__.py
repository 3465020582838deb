"""Importing: an archive comes in, and no word is lost."""
