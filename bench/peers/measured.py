"""Runs a command and prints, as the last line, how long it took and the most memory it had.

python measured.py COMMAND [ARGUMENT ...]
"""

import json
import resource
import subprocess
import sys
import time

began = time.monotonic()
ended = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False)
seconds = time.monotonic() - began
# Linux counts in kilobytes, macOS in bytes.
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
print(json.dumps({"durationInMs": seconds * 1000, "maxRssInBytes": peak, "exitCode": ended.returncode}))
