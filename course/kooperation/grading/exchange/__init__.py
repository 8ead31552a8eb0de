"""Between a learning platform and the course: who takes part, what was handed in, what goes back, and when it was due."""
