"""The rules; pure: same input, same answer."""
