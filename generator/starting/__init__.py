"""A new workspace: a city's divisions, the starters that it begins with, and the files around them."""
