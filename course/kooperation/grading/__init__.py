"""The instructor's side: points with reasons, nbgrader plug-ins, the learner's own check."""
