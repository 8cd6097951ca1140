"""The domain: rules by value, acts on both databases."""
