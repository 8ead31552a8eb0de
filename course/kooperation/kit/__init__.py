"""What explorers are made of: fragments of HTML, controls, the explorer itself, what is remembered."""
