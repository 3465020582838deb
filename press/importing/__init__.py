"""Import: an archive comes in as articles, and no word is lost.

``press import`` (:mod:`press.commands.import_archive`) runs :mod:`~press.importing.import_run`,
which is the way of the data through this room::

    files ──► source_files, charset        bytes and text, folders and zips opened
          ──► readers                      a register: one module a format makes pages
          ──► article_parts                title, TL;DR, corrections, lists of references found
          ──► placement                    section, date, slug, address, file
          ──► reference_lines, works_merge lines become entries of the bibliography
          ──► citations                    «(Smith, 2019)» becomes a role
          ──► myst_writer                  front matter and MyST
          ──► account                      words of the source and words written, compared
          ──► import_ledger, import_report what was done, and what a person must decide

A page (:mod:`~press.importing.page_model`) is one stream of blocks that holds every word of its
source in the source's order.  A stage never takes a block away: it says of it that it is a field,
a reference, or left out and why.  So the account can compare the stream with the source at the
end, and the written text with the stream.

Pure but for ``source_files`` and ``import_run``, which open and write files.  Sphinx never loads
this room.
"""
