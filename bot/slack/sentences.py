"""What a person reads when something cannot be done: an error of the domain as a sentence."""

from __future__ import annotations

from bot.slack.block_kit import said
from rituals.catalog import UnknownExperiment, UnknownFramework, UnknownMindset
from rituals.errors import (
    AdminsOnly,
    AlreadyPast,
    ColleaguesOnly,
    Gone,
    InsidersOnly,
    NeverComes,
    NoDays,
    NotAPerson,
    NotInChannel,
    NotYourAnswer,
    NotYourPoll,
    NotYours,
    NotYourStar,
    NotYourWords,
    OnceOnly,
    OptionsFixed,
    Overtakes,
    PollClosed,
    RitualError,
    Shut,
    StaysClosed,
    ThankedAlready,
    TooShort,
    UnknownZone,
    VoteFirst,
    WordsStay,
)
from rituals.experiments import NothingToDraw
from rituals.polls import BadOptions, UnknownOption
from rituals.schedules import UnknownCountry
from rituals.words import CannotRead, Unread

SENTENCES: dict[type[RitualError], str] = {
    Gone: "That is not there any more. Somebody may have removed it.",
    NotYourAnswer: "Only whoever wrote that answer can do that.",
    NotYourPoll: "Only whoever started the poll, or an admin, can do that.",
    StaysClosed: "It stays closed: a day has gone by, or nobody knows its voters any more.",
    OnceOnly: "People have been reminded of this poll already. Once is enough.",
    BadOptions: "A poll needs two to ten options, each another one, up to 70 characters. One in each line.",
    UnknownOption: "That is not among its options any more.",
    OptionsFixed: "The options of this poll are fixed: whoever started it chose that.",
    VoteFirst: "That goes with a vote. Vote first, then say it.",
    NotYourWords: "Only whoever said those words can decide that.",
    NotYourStar: "Only those who pointed at this moment can say who made it happen.",
    NotYours: "Only the people whose story it is can do that.",
    ThankedAlready: "Somebody has said how already. Only the people of this story can change that.",
    PollClosed: "This poll has just closed. Thank you for looking in.",
    UnknownZone: "I do not know that time zone. Write it like Europe/Lisbon or America/New_York.",
    NotInChannel: "Its rituals are for the people in that channel. Join it first, then try again.",
    WordsStay: "This question is for the people in its channel. Choose that channel, or write a new poll.",
    InsidersOnly: "That is for the people in that channel. If you are one, type `/invite @Headfirst` there.",
    ColleaguesOnly: "Only people who work here can do that. You can vote and answer in this channel.",
    AdminsOnly: "Only the admins of this workspace may do that. Ask one of them.",
    AlreadyPast: "That is too early. Choose a later one.",
    NotAPerson: "That's an app, or somebody who doesn't work here. Choose a colleague.",
    Shut: "I cannot post in that channel yet. Open it again, or type `/invite @Headfirst` there.",
    NeverComes: "Nothing would be posted before that day is over. Choose a later last day, or none.",
    Overtakes: "Then it would come after the one that follows it. Choose an earlier moment.",
    NothingToDraw: "There is nothing of that kind in this framework. Choose another one.",
    UnknownCountry: "I don't know the holidays of that place. Write it like DE-BY.",
    TooShort: "A few more words, please: one whole sentence is enough.",
    NoDays: "Choose at least one day.",
    UnknownFramework: "That framework is not here any more. Choose another one.",
    UnknownMindset: "That mindset is not here any more. Choose another one.",
    UnknownExperiment: "That experiment is not here any more. Type `/mindset` in a channel for today's.",
}
OURS = "Something went wrong on our side, and nothing was saved. Please try again in a minute."
OF_OLD = "I don't know that one any more. Type `/mindset` in a channel to start over."
UNKEEPABLE = "I can't keep one of its characters, so nothing was saved. Please write it in plain letters."
NOT_A_COLLEAGUE = "{name} cannot be credited: that is an app, or somebody who has left. Choose people."
NOBODY_CREDITED = "Say who made it happen: an app wrote this message, so I cannot guess."
NOT_YOUR_OWN = "This shortcut is for the words of a colleague. For a story of your own: `/mindset story`."
UNSAID = "Nobody said that: Slack wrote it, or its author has deleted it. Choose the words of a colleague."
NO_WORDS = "I can't read any words in that message. Tell what happened in your own: `/mindset story`."
WORDS_CHANGED = "Something has changed. Look at what would be shown now, then press Share it."
NO_EMOJI = "At least one reaction has to nominate. :star2: is a good one."
NO_SUCH_EMOJI = "I cannot read “{line}”. Write a line like :star2:, or :umbrella: save."
TOO_MANY = "That is more than {most}. A short list is easier to use."
NOTES = "`/mindset notes off` turns my private notes about stories off, `/mindset notes on` brings them back."
NOTES_ON = "My private notes are on. I write when a story concerns you, and not often."
NOTES_OFF = "My private notes are off. I still ask before anything you said in private is shown elsewhere."
FORGET_WHOM = "Type `/mindset forget me`, and I tell you what that does before it is done."
EXPORTS = ("/mindset export", "/mindset export polls json since 2026-01-31", "/mindset export rituals csv")
EXPORTING = "I am putting it together. It comes by direct message."
ANSWERS_STAY = (
    "This workspace keeps answers out of exports. You can allow them in `/mindset settings`, then ask again."
)
EXPORT_LOST = "I couldn't put your file together. Try again in a minute."
EXPORT_TOO_BIG = (
    "That's more than fits into one file here. "
    "Whoever runs me can export all of it: `headfirst export {sheet}`."
)
NOT_REACHABLE = "I cannot see that channel yet. Type `/invite @Headfirst` there, then try again."
LIMITED = (
    "Only some people may post in that channel, and I'm not one of them. "
    "Choose another one, or ask whoever looks after it to let me post."
)
NOT_FOR_EVERYBODY = "The feed is for everybody, so it has to be a public channel of your own workspace."
ONLY_AMONG_US = "A digest tells your own stories, so its channel cannot be one that others share with you."
ARCHIVED = "That channel is archived. Choose another one."
LAST_BEFORE_FIRST = "The last day comes before the first one."
NO_GAME_PLAN = "Thought experiments, case studies and heroes can have one. Choose “No game plan” here."
NO_ANSWERS_THERE = (
    "People answer thought experiments, case studies and heroes. Choose “Each answer appears at once” here."
)
NO_ANSWER = "Write a line first. A few words are enough."
NO_FILES = (
    "I have a file for you, and am not allowed to send files here. An admin can change that: install me "
    "again with the scope `files:write`, or let the workspace take files of this kind."
)
PARCEL_LOST = "I had a file for you, but couldn't see it arrive. If it isn't here, ask for it again."
NO_QUESTION = "Write a question."
A_FEW_WORDS = "Write a few words."
LONG_QUESTION = "That question is too long for a card. 150 characters at most, please."
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
TOO_LATE = "Slack gave us only three seconds and they were over. Please try that again."


UNREAD = {
    Unread.WORD: "I did not understand *{word}*, so nothing is posted.",
    Unread.MISSING: "I did not understand *{word}* you mean, so nothing is posted.",
    Unread.TWICE: "*{word}* doesn't go with the rest, so nothing is posted. Leave it out, or type two lines.",
    Unread.TORN: "A quotation mark is missing or left over in *{word}*, so nothing is posted.",
    Unread.UNSURE: "Is *{word}* part of the question? Put the question in quotes, so that I know.",
    Unread.ZONE: "I do not know that time zone, *{word}*. Write it like Europe/Lisbon or America/New_York.",
    Unread.SHORT_ZONE: "*{word}* is short for more than one time zone.",
    Unread.OFFSET: "*{word}* is the clock of no place. Write one, like Europe/Lisbon or America/New_York.",
}


def unread_sentence(error: CannotRead, word: str) -> str:
    """What to tell somebody whose line was not understood; `word` is what's in question, as they typed it."""
    meant = f" Did you mean *{error.meant}*?" if error.meant else ""
    return UNREAD[error.why].format(word=said(word, 60)) + meant


def sentence(error: RitualError) -> str:
    """What to tell the person."""
    return SENTENCES.get(type(error), OURS)
