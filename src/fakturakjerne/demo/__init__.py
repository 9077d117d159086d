"""The demo month: February 2026 of Fjordvik, a municipality that does not exist.

Its people, clubs and numbers are invented.  Among its leases are some of each kind that a month
has: free, paid, cancelled, late and faulty ones.
"""

from fakturakjerne.demo.month import config, leases

__all__ = ["config", "leases"]
