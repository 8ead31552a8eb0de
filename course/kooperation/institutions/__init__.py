"""Actors, interfaces, cases, roles, financing, forms, governance (slides 2 to 12)."""
