"""How entries of each kind are published: one module for each kind, listed in `generator.views.register`."""
