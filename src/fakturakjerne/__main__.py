"""``python -m fakturakjerne``: the command line."""

from fakturakjerne.cli import main

main()
