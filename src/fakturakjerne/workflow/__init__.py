"""The steps that a person knows, made of engine, ledger and plugins."""
