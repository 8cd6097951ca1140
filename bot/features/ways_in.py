"""The buttons by which one feature leads into another, by name."""

OPEN_STORY = "open_story"
OPEN_POLL = "open_poll"
OPEN_SCHEDULE = "open_schedule"
OPEN_SUGGEST = "open_suggest"
MY_PRACTICE = "my_practice"
THANK = "story:thank"
SET_UP = "set_up"
TODAY = "todays_experiment"
# A value of OPEN_STORY that names the kind of story instead of a mindset.
KIND = "kind:"
SAVE = f"{KIND}proactive_save"
