"""Comparison with Axelrod-Python; see conftest.py."""
