"""Command line, JupyterLab, the learner's edition."""
