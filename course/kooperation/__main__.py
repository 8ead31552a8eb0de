"""`python -m kooperation` is the command line."""

import sys

from kooperation.cli import main

sys.exit(main())
