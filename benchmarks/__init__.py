"""How long a publication takes to build, beside its peers, on text that everybody can make again."""
