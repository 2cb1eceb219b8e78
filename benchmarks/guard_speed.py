"""How fast texts are searched for secrets: `benchmarks/guard.py --speed` under the name of its page."""

import sys

from benchmarks.guard import main

if __name__ == "__main__":
    sys.argv.append("--speed")
    main()
