"""What can go wrong in the domain. The edge finds the words for it."""


class RitualError(Exception):
    """Something a person asked for can't be done; nothing was changed, and trying again won't help."""


class Gone(RitualError):
    """What the person points at is no longer there (removed, or of another workspace)."""


class NotYours(RitualError):
    """Only somebody else may do this."""


class ThankedAlready(NotYours):
    """Somebody has said how the customer was thanked; only the people whose story it is change that."""


class NotYourSave(NotYours):
    """Only the owner of the save, or its author, may do this."""


class SettledAlready(RitualError):
    """Somebody else has settled this save: it is done, or dropped."""


class DoneAlready(RitualError):
    """Somebody else has said what came of this lesson."""


class TakenAlready(RitualError):
    """Somebody else owns this save."""


class NotYourAnswer(NotYours):
    """Only the author of the answer may do this."""


class NotYourPoll(NotYours):
    """Only the poll's author or an admin may do this."""


class NotYourWords(NotYours):
    """Only the author of these words may decide what happens to them."""


class NotYourTip(NotYours):
    """Only the person who was asked may decide what becomes of these words."""


class NotYourStar(NotYours):
    """Only who nominated this may say more about it."""


class OptionsFixed(RitualError):
    """The poll's author lets nobody add options."""


class VoteFirst(RitualError):
    """This adds to a vote, and the person hasn't voted."""


class StaysClosed(RitualError):
    """The poll can't be opened again: too late, or nobody knows its voters any more."""


class OnceOnly(RitualError):
    """That was done before, and is done once only."""


class PollClosed(RitualError):
    """The poll had closed when the vote came."""


class UnknownZone(RitualError):
    """The zone's name isn't one that the zone rules know."""


class NoDays(RitualError):
    """A schedule needs at least one day of the week."""


class AlreadyPast(RitualError):
    """The moment that somebody chose is over."""


class NeverComes(RitualError):
    """The plan has no day before its last one on which it would come."""


class Overtakes(RitualError):
    """What somebody moves would come after the one that follows it."""


class NotAPerson(RitualError):
    """Only a colleague can own this: no app, nobody who has left, nobody of another organisation."""


class Shut(RitualError):
    """Nothing can be posted in that channel as yet."""


class NotInChannel(RitualError):
    """The rituals of a channel are for the people in it."""


class WordsStay(RitualError):
    """A question from a private channel is repeated elsewhere only by the person who asked it."""


class InsidersOnly(RitualError):
    """What is counted in a closed channel is for the people in it."""


class ColleaguesOnly(RitualError):
    """People of other organisations may answer what is asked in a shared channel, and no more."""


class AdminsOnly(RitualError):
    """The workspace lets only its admins do this."""


class TooShort(RitualError):
    """A few more words are needed."""
