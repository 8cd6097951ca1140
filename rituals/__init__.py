"""The domain: what the product does, in plain synchronous code that knows neither Slack nor the clock."""

import zoneinfo

# Zone rules come from the tzdata package that we pin, not from whatever the machine happens to have.
zoneinfo.reset_tzpath(to=())
