"""Search: an index by Pagefind, kept up to date, and the page that asks it."""
