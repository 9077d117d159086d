"""What all tests share: how hypothesis looks for counterexamples.

``ci`` gives the same examples on every run and on every machine, so that a red build stays red;
``dev`` (the default outside nox) tries new ones each time. HYPOTHESIS_PROFILE chooses.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,  # a busy machine is no counterexample
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # as the deadline
)
settings.register_profile("dev", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
