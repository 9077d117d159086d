"""Leases in and out: JSON Lines, a JSON array, CSV.

The readers are importers (:mod:`fakturakjerne.plugin.interface`) and registered as such.
"""
