"""What explorers are made of: controls, HTML, drawings, charts, live figures, the learner's record."""
