"""EHF (Peppol BIS Billing 3): invoices and credit notes from suppliers, read and checked."""
