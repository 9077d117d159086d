"""Visma Enterprise Fakturering: the flat file of fakturagrunnlag, and FACTUM."""
