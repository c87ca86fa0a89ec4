"""Private data in texts, sort by sort: `generator.rules.private_data` is the door."""

from typing import Literal

Sort = Literal["id", "old_id", "card", "mobile", "paper", "home", "birth", "plate", "account"]
