"""Python's collector of garbage, which a check does without."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the garbage collector from walking, over and over, a million values that are all in use.

    Afterwards it leaves out what a process loaded first. What comes later, as after each edit beside a
    preview, has to go when it is used no more: joins remembered in a catalogue may refer to it in turn.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                gc.freeze()
            gc.enable()
