"""Bargaining, exchange, Benz's three modes, deception, effort of coordination (slide 15)."""
