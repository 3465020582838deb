"""Safety: what the text of an article may reach and hold.

An article is not trusted: it can come from anybody in a pull request, and a public
machine builds it.  ``conf.py`` is trusted.  Everything here is a pure function of a file,
a line and what the document names or says there, and answers with findings, so that
``press check`` and every build ask the same question and say the same words.

* :mod:`press.safety.paths`: the one resolver of paths that a document names.
* :mod:`press.safety.targets`: links, pictures, downloads, included files, by that resolver.
* :mod:`press.safety.image_content` and :mod:`press.safety.svg`: a picture by its content.
* :mod:`press.safety.schemes`: the schemes that an address may have.
* :mod:`press.text.characters`: control characters, unclosed directions, invisible words.
* :mod:`press.safety.limits`: how much of a thing there may be, each with its reason.

:mod:`press.guards` asks them while Sphinx reads.  The model is docutils' guide to secure
deployment (https://docutils.sourceforge.io/docs/howto/security.html).
"""
