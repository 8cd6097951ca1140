"""The messages that polls bring about."""

from rituals.posts.rules import PostKind

CARD = PostKind("poll", "poll:{}")
# What stands in the thread once it is closed; its name is from when that was only the way to the trend.
RESULT = PostKind("poll_trend", "poll:{}:trend")
RESULT_NOTE = PostKind("poll_result_note", "poll:{}:result", rather_twice=True)
REMINDER = PostKind("poll_reminder", "poll:{}:reminder:{}", rather_twice=True)
REMINDER_FOR_ALL = PostKind("poll_reminder_for_all", "poll:{}:reminder")
DRAFT_CARD = PostKind("poll_draft", "poll_draft:{}", rather_twice=True)
# What stands beside a poll, and goes when it does.
BESIDE = (RESULT, RESULT_NOTE, REMINDER, REMINDER_FOR_ALL)
