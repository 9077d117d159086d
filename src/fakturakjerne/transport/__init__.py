"""How documents leave the house: registered like any plugin."""
