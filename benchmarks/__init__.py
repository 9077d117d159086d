"""What each job costs beside a named peer, measured in the same run; see ``python -m benchmarks``."""
