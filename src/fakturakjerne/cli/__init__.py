"""The command line, for case workers and scripts."""

from fakturakjerne.cli.app import main

__all__ = ["main"]
