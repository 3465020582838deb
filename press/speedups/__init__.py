"""What a build of thousands of articles is spared: functions of others, done again faster.

Sphinx, docutils and MyST do some things for each node or each document that are
done for nothing, or could be done once.  Each module here puts functions of its
own in the place of theirs, which give the same; :mod:`press.speedups.replaced`
does so only in the versions for which that was compared.
"""
