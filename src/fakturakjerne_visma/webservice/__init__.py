"""Visma's fakturering web service: what is sent and what the answer means, and the sending itself.

Nothing of the submit operation is public; every dialect here is inferred, and says from what.
"""
