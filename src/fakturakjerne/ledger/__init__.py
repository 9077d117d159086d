"""What was billed and sent.  :mod:`.interface` says what a ledger does, :mod:`.opening` opens one."""
