"""The class tournament: strategies from submissions, each asked behind the sandbox's walls, and a page about it."""
