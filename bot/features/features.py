"""All that the bot can do."""

from __future__ import annotations

from bot.features.answers.routes import ANSWERS
from bot.features.ballots.routes import BALLOTS
from bot.features.bonfire.routes import BONFIRE
from bot.features.bounces.routes import BOUNCES
from bot.features.digests.routes import DIGESTS
from bot.features.experiments.routes import EXPERIMENTS
from bot.features.exports.routes import EXPORTS
from bot.features.feed.routes import FEED
from bot.features.forgetting.routes import FORGETTING
from bot.features.home.routes import HOME
from bot.features.lessons.routes import LESSONS
from bot.features.lifecycle.routes import LIFECYCLE
from bot.features.links.routes import LINKS
from bot.features.mindset.routes import mindset
from bot.features.nominations.routes import NOMINATIONS
from bot.features.onboarding.routes import ONBOARDING
from bot.features.plain_words.routes import PLAIN_WORDS
from bot.features.polls.routes import POLLS
from bot.features.practice.routes import PRACTICE
from bot.features.saves.routes import SAVES
from bot.features.schedules.routes import SCHEDULES
from bot.features.settings.routes import SETTINGS
from bot.features.steps.routes import STEPS
from bot.features.stories.routes import STORIES
from bot.features.suggestions.routes import SUGGESTIONS
from bot.features.tips.routes import TIPS
from bot.features.trends.routes import TRENDS

CAPABILITIES = (
    EXPERIMENTS,
    ANSWERS,
    STORIES,
    SAVES,
    NOMINATIONS,
    FEED,
    LESSONS,
    POLLS,
    SCHEDULES,
    PRACTICE,
    TRENDS,
    DIGESTS,
    BALLOTS,
    SUGGESTIONS,
    PLAIN_WORDS,
    BONFIRE,
    SETTINGS,
    EXPORTS,
    LINKS,
    STEPS,
    TIPS,
    FORGETTING,
    HOME,
    LIFECYCLE,
    ONBOARDING,
    BOUNCES,
)
FEATURES = (*CAPABILITIES, mindset([word for each in CAPABILITIES for word in each.words]))
