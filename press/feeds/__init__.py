"""What the site tells machines: feeds, where its pages are, its data, where pages were before."""
