"""Articles as JATS XML, the Journal Article Tag Suite (ANSI/NISO Z39.96-2021, version 1.3).

https://jats.nlm.nih.gov/publishing/tag-library/1.3/
"""
