"""Names for the ids that travel through the domain, so that one isn't taken for another."""

from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
PersonId = NewType("PersonId", str)
ChannelId = NewType("ChannelId", str)
StoryId = NewType("StoryId", int)
PollId = NewType("PollId", int)
PollDraftId = NewType("PollDraftId", int)
ScheduleId = NewType("ScheduleId", int)
DrawId = NewType("DrawId", int)
DigestId = NewType("DigestId", int)
SuggestionId = NewType("SuggestionId", int)
NominatedId = NewType("NominatedId", int)
FeedMoveId = NewType("FeedMoveId", int)
ReportId = NewType("ReportId", int)
AnswerId = NewType("AnswerId", int)
ReplyId = NewType("ReplyId", int)
PhraseId = NewType("PhraseId", int)
TeamWordId = NewType("TeamWordId", int)
BallotId = NewType("BallotId", int)
TipId = NewType("TipId", int)
