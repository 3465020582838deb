"""What a page says of itself to machines, as plain data and as HTML.

:mod:`~press.metadata.cited_works` describes a cited work, once; :mod:`~press.metadata.page_facts` says
what is known of a page, :mod:`~press.metadata.head_elements` makes its ``meta`` elements of that (Open
Graph, Twitter, Highwire Press, Dublin Core) and :mod:`~press.metadata.json_ld` its JSON-LD.
"""
