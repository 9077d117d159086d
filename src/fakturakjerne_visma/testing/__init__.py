"""A Visma installation that does not exist: for tests, and to rehearse sending.

:class:`RehearsalServer` plays the ``fakturering_ws`` of a made-up installation on this machine.  It
answers as the inferred dialect does, not as Visma is known to; it shows what our side does when the
other side is slow, broken or wrong.
"""

from fakturakjerne_visma.testing.faults import Fault, Plan
from fakturakjerne_visma.testing.memory import Kind, Received
from fakturakjerne_visma.testing.server import RehearsalServer

__all__ = ["Fault", "Kind", "Plan", "Received", "RehearsalServer"]
