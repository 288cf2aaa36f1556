"""`python -m kithbook`: the command line."""

from kithbook.cli import main

main()
