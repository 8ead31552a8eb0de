"""What every room needs: answers, numbers and words of German, places, records, sources, terms."""
