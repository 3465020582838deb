"""What a page says of itself to machines, as plain data and as HTML.

:mod:`~press.metadata.works` describes a cited work, once; :mod:`~press.metadata.page` says
what is known of a page, :mod:`~press.metadata.tags` makes its ``meta`` elements of that (Open
Graph, Twitter, Highwire Press, Dublin Core) and :mod:`~press.metadata.json_ld` its JSON-LD.
"""
