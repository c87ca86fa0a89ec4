"""What each printed edition shows."""
