"""Private data in texts, sort by sort: `generator.rules.private_data` is the door."""
