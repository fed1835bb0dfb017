"""`python -m safeguard.demo`: see cli.py for the commands."""

import sys

from safeguard.demo.cli import main

sys.exit(main())
