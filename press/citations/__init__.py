"""Citations: who cites what where, reference lists, and the page of all works."""
