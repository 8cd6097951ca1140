"""The messages that stories bring about."""

from rituals.posts.rules import PostKind

CARD = PostKind("story", "story:{}")
# What the teller is asked, and those who nominated.
THANKS_ASK = PostKind("thanks_ask", "thanks:{}", rather_twice=True)
WHY_ASK = PostKind("why_ask", "why:{}:{}", rather_twice=True)
AUTHOR_NOTE = PostKind("author_note", "author:{}", rather_twice=True)
# What people read whom a story credits.
CREDIT_NOTE = PostKind("credit_note", "credit:{}:{}", rather_twice=True)
REPORT_NOTE = PostKind("report_note", "report:{}:{}", rather_twice=True)
MOVE_NOTE = PostKind("feed_moved", "feed:{}:{}")
