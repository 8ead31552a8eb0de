"""`python -m kooperation` is the command line."""

import sys

from kooperation.desk.cli import main

sys.exit(main())
