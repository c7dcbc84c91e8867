"""Door from the shell scripts beside this file into the `embedded` package."""

import sys

from embedded.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
