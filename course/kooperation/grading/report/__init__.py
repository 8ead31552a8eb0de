"""What a class can do and cannot: read from gradebook and answers, counted, drawn; nobody's name comes this far."""
