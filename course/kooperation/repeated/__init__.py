"""The repeated game: strategies as automata, exact payoffs, thresholds, tournament, evolution."""
