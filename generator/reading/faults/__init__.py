"""The faults that files can have, each with its code and sentences, one module for each reader.

They are declared rather than written where they are found, so that `gridpress explain` and the
rule pages list them beside the rules.
"""

from generator.reading.faults.drafts import *  # noqa: F403 - readers say `faults.GBK`
from generator.reading.faults.fault import Fault
from generator.reading.faults.handbooks import *  # noqa: F403
from generator.reading.faults.inheritance import *  # noqa: F403
from generator.reading.faults.names import *  # noqa: F403
from generator.reading.faults.pages import *  # noqa: F403
from generator.reading.faults.provinces import *  # noqa: F403
from generator.reading.faults.published import *  # noqa: F403
from generator.reading.faults.references import *  # noqa: F403
from generator.reading.faults.schema import *  # noqa: F403
from generator.reading.faults.tables import *  # noqa: F403
from generator.reading.faults.text import *  # noqa: F403
from generator.reading.faults.values import *  # noqa: F403
from generator.reading.faults.waivers import *  # noqa: F403
from generator.reading.faults.wording import *  # noqa: F403
from generator.reading.faults.yaml import *  # noqa: F403

FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
