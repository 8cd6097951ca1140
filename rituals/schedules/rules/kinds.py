"""The messages that rituals bring about beside what they post: private notes to their owners."""

from rituals.posts.rules import PostKind

HELD_NOTE = PostKind("held_note", "held:{}:{}:{}", rather_twice=True)
LATE_NOTE = PostKind("late_note", "late:{}:{}", rather_twice=True)
CHANGE_NOTE = PostKind("change_note", "change:{}", rather_twice=True)
