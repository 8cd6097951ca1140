"""Tests, in the wings of the house: rituals (the domain), house (its laws), and those of the edge."""
