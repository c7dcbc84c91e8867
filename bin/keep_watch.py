"""The watchdog's program, apart from the other commands so that it stays small while it only waits."""

import sys

from embedded.watchdog import keep_watch

if __name__ == "__main__":
    sys.exit(keep_watch(sys.argv[1]))
