"""A province: a folder of workspaces, each a shard that is built by itself, and what needs them all."""
