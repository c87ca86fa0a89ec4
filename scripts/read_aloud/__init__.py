"""What a screen reader meets in a tagged PDF: its text in reading order, and what sounds wrong."""
