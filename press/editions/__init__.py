"""Editions: which documents a file of the publication holds, and whether it is current.

Used by the rooms that make such files: print, the e-book, offprints.
"""
