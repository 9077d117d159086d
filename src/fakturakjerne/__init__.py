"""fakturakjerne: correct invoices from what a Norwegian municipality rents out or delivers."""
