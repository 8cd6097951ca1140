"""The domain: what the product does, in plain synchronous code that knows neither Slack nor the clock."""
