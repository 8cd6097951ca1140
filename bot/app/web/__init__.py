"""The ways in: HTTP and Socket Mode."""
