"""What changes a workspace and its people."""
