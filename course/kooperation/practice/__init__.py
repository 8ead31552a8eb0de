"""Predictions, quizzes, what comes back, the test before and after."""
