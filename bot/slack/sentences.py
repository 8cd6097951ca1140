"""What a person reads when something can't be done: an error of the domain as a sentence."""

from __future__ import annotations

from bot.slack.block_kit import said
from rituals.bonfire import NotYourPhrase, VoteOver
from rituals.catalog import UnknownExperiment, UnknownFramework, UnknownMindset
from rituals.errors import (
    AdminsOnly,
    AlreadyPast,
    ColleaguesOnly,
    DoneAlready,
    Gone,
    InsidersOnly,
    NeverComes,
    NoDays,
    NotAPerson,
    NotInChannel,
    NotYourAnswer,
    NotYourPoll,
    NotYours,
    NotYourSave,
    NotYourStar,
    NotYourTip,
    NotYourWords,
    OnceOnly,
    OptionsFixed,
    Overtakes,
    PollClosed,
    RitualError,
    SettledAlready,
    Shut,
    StaysClosed,
    TakenAlready,
    ThankedAlready,
    TooShort,
    UnknownZone,
    VoteFirst,
    WordsStay,
)
from rituals.experiments import NothingToDraw
from rituals.plain_words import FullGlossary, LongWord, UnknownWord
from rituals.polls import BadOptions, UnknownOption
from rituals.schedules import UnknownCountry
from rituals.words import CannotRead, Unread

SENTENCES: dict[type[RitualError], str] = {
    Gone: "I can't find that. Somebody may have removed it.",
    NotYourAnswer: "Only the author of an answer can change it.",
    NotYourPoll: "Only an admin or the person who started this poll can change it.",
    StaysClosed: "Polls can't be reopened after a day, or once their votes are anonymous.",
    OnceOnly: "People have already been reminded of this poll. One reminder is enough.",
    BadOptions: "A poll needs two to ten different options, up to 70 characters each.",
    UnknownOption: "This poll no longer has that option. Choose another one.",
    OptionsFixed: "This poll's options are fixed. The person who started it chose that.",
    VoteFirst: "Vote first. Then you can choose the disguise.",
    NotYourWords: "Only the author of those words can decide that.",
    NotYourTip: "Only the person I asked can decide that.",
    NotYourStar: "Only people who reacted to this message can say who made it happen.",
    NotYours: "Only the people in this story can change it.",
    NotYourSave: "Only the owner of this save, or its author, can do that.",
    DoneAlready: "Somebody else has already said what came of this lesson. You can reopen it in the list.",
    SettledAlready: "This save is already done or dropped. If it isn't over, press *Reopen*.",
    TakenAlready: "Somebody else has already taken this save.",
    ThankedAlready: (
        "Somebody has already said how you thanked them. Only the people in this story can change that."
    ),
    PollClosed: "This poll has just closed, so I couldn't count that.",
    UnknownZone: "I don't know that time zone. Write it like Europe/Lisbon or America/New_York.",
    NotInChannel: (
        "Only people in that channel can change its rituals. Join the channel first, then try again."
    ),
    WordsStay: "This question is for the people in its channel. Choose that channel, or write a new poll.",
    InsidersOnly: (
        "Only people in that channel can do that. If you're one of them, type `/invite @Headfirst` there."
    ),
    ColleaguesOnly: "Only people who work here can do that. You can vote and answer in this channel.",
    AdminsOnly: "Only admins of this workspace can do that. Ask one of them.",
    AlreadyPast: "That time has already passed. Pick a later one.",
    NotAPerson: "That's an app, or somebody who doesn't work here. Choose a colleague.",
    Shut: "I can't post in that channel yet. Unarchive it, or type `/invite @Headfirst` there.",
    NeverComes: "This ritual would end before its first post. Choose a later last day, or none.",
    Overtakes: "That's later than the post after it. Choose an earlier time.",
    NothingToDraw: "This framework has nothing of that kind. Choose another framework.",
    UnknownCountry: "I don't know that region's holidays. Write the region like DE-BY.",
    TooShort: "Please write a few more words. One whole sentence is enough.",
    NoDays: "Choose at least one day.",
    UnknownFramework: "That framework is no longer here. Choose another one.",
    UnknownMindset: "That mindset is no longer here. Choose another one.",
    VoteOver: "The vote on this phrase is over.",
    NotYourPhrase: "Only an admin or the person who nominated this phrase can withdraw it.",
    UnknownWord: "The check doesn't know those words, so it leaves them alone already.",
    LongWord: "That's too long for a word of your team's own. Use 200 characters at most.",
    FullGlossary: "Your team has 500 words of its own, and that's as many as fit. Remove one first.",
    UnknownExperiment: "That experiment is no longer here. Type `/mindset` in a channel for today's.",
}
OURS = "Something went wrong on our side, and nothing was saved. Please try again in a minute."
OF_OLD = "That button or form is too old to work. Type `/mindset` in a channel to start over."
UNKEEPABLE = "One of those characters can't be stored, so nothing was saved. Please use plain letters."
NOT_A_COLLEAGUE = "You can't credit {name}: that's an app, or somebody who has left. Choose a colleague."
NOBODY_CREDITED = "Choose who made it happen. An app wrote this message, so I can't guess."
NOT_YOUR_OWN = "This shortcut is for a colleague's words. To tell your own story, type `/mindset story`."
UNSAID = "Slack wrote that message, or its author has deleted it. Choose a colleague's message."
NO_WORDS = "I can't read any words in that message. To tell its story yourself, type `/mindset story`."
WORDS_CHANGED = "Something has changed. Read what would be shown now, then press *Share it*."
WITHDRAWN = "Withdrawn. I'm removing the phrase and its votes."
AMONG_COLLEAGUES = "Other organisations share that channel. Choose one where only colleagues vote."
NOT_YOUR_DRAFT = "I only check your own messages. Your colleague's words are theirs."
NO_WORDS_TO_CHECK = "I can't read any words in that message. To check a draft, type `/mindset plain`."
NO_EMOJI = "Choose at least one reaction. :star2: is a good one."
NO_SUCH_EMOJI = "I can't read “{line}”. Write a line like :star2:, or :umbrella: save."
TOO_MANY = "Please name {most} at most. A short list is easier to use."
NOTES = (
    "`/mindset notes off` turns off my private notes about stories and saves. "
    "`/mindset notes on` turns them on again."
)
NOTES_ON = "My private notes are on. You'll hear from me when a story is about you, or a save is yours."
NOTES_OFF = "My private notes are off. I'll still ask before I show anything you said in private."
FORGET_WHOM = "Type `/mindset forget me`. I'll say what that erases, and ask before I do it."
EXPORTS = ("/mindset export", "/mindset export polls json since 2026-01-31", "/mindset export rituals csv")
EXPORTING = "I'm preparing your file. You'll get it by direct message."
ANSWERS_STAY = (
    "This workspace keeps answers out of exports. You can allow them in `/mindset settings`, then ask again."
)
EXPORT_LOST = "I couldn't put your file together. Try again in a minute."
EXPORT_TOO_BIG = (
    "That's too much for one file in Slack. "
    "The person who runs me can export all of it: `headfirst export {sheet}`."
)
NOT_REACHABLE = "I can't see that channel yet. Type `/invite @Headfirst` there, then try again."
LIMITED = (
    "Only some people may post in that channel, and I'm not one of them. "
    "Choose another one, or ask an admin to let me post there."
)
NOT_FOR_EVERYBODY = "Everybody can read the feed, so it has to be a public channel of your own workspace."
ONLY_AMONG_US = "This retells your stories, so it can't go to a channel that other organisations share."
ARCHIVED = "That channel is archived. Choose another one."
LAST_BEFORE_FIRST = "The last day comes before the first. Choose a later one."
NO_ANSWER = "Write a line first. A few words are enough."
NO_FILES = (
    "I have a file for you, but I'm not allowed to send files here. An admin can change that: reinstall me "
    "with the scope `files:write`, or let the workspace take files of this kind."
)
PARCEL_LOST = "I had a file for you, but couldn't see it arrive. If it isn't here, ask for it again."
NO_QUESTION = "Write a question."
A_FEW_WORDS = "Write a few words."
LONG_QUESTION = "That question is too long. Please use 150 characters at most."
WHEN = "Choose a later date and time."
ONE_MOMENT = "One moment, I'm asking Slack."
SLACK_SILENT = "Slack didn't answer me, so nothing was saved. Please try again in a minute."
LOST = "I couldn't finish what you asked for, and nothing was saved. Please try again."
NOT_SAVED = "What you sent a moment ago wasn't saved:"
STILL_THERE = "Slack was too slow to open the form. It's here when you're ready."
HOW_TO_TYPE = (
    '/mindset poll "Lunch debrief?" "Learned" "Taught"',
    '/mindset poll "How was it?" "Good" "Bad" anonymous in #general',
)
PRIVATE_NAME = "A private channel's name isn't for everybody who reads the poll. Call it something else."
TOO_LATE_TO_UNDO = "That post's time has passed, so the skip stays. The next post comes as planned."
TOO_LATE = "That took too long. Please try again."


UNREAD = {
    Unread.WORD: "I didn't understand *{word}*, so I haven't started anything.",
    Unread.MISSING: "I haven't started anything yet. Please say *{word}* you mean.",
    Unread.TWICE: (
        "*{word}* doesn't go with the rest, so I haven't started anything. Leave it out, or type two lines."
    ),
    Unread.TORN: "A quotation mark is missing or left over in *{word}*, so I haven't started anything.",
    Unread.UNSURE: "Is *{word}* part of the question? Put the whole question in quotes, then I'll know.",
    Unread.ZONE: "I don't know that time zone, *{word}*. Write it like Europe/Lisbon or America/New_York.",
    Unread.SHORT_ZONE: "*{word}* is short for more than one time zone.",
    Unread.OFFSET: "*{word}* isn't a place. Write one, like Europe/Lisbon or America/New_York.",
}


def unread_sentence(error: CannotRead, word: str) -> str:
    """What to tell somebody whose line wasn't understood; `word` is what's in question, as they typed it."""
    meant = f" Did you mean *{error.meant}*?" if error.meant else ""
    return UNREAD[error.why].format(word=said(word, 60)) + meant


def sentence(error: RitualError) -> str:
    """What to tell the person."""
    return SENTENCES.get(type(error), OURS)
