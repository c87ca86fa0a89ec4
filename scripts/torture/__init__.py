"""Commands ended at random moments, and what then stands."""
