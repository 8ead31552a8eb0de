"""The games that a class can play, one module each."""
