"""`python -m arbeit_local.settled PROGRAM [ARGUMENTS]`: runs another Python program, with a settled garbage collector.

The local database is one: its full collections stopped every command for 50 to 120 ms. It runs as it is, unimported.
"""

import runpy
import sys
import threading

from arbeit_kit import memory

_LOADED_S = 3.0

if __name__ == "__main__":
    # Its modules are loaded by then; a collection of what is young is never longer than a moment.
    loaded = threading.Timer(_LOADED_S, memory.settle)
    loaded.daemon = True
    loaded.start()
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
