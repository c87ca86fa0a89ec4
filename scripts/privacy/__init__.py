"""How well private data is told from what looks like it: forms, look-alikes, and the count of both."""
