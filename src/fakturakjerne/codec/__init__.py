"""How bytes are laid out; knows no format."""
