"""Values to Block Kit. The only place that knows what a card looks like."""
