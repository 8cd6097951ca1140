"""Direct messages: nobody can type there, so what can be done is a button."""

from dataclasses import replace

from bot.features.bounces import card as bounces
from bot.features.experiments import card as experiments
from bot.features.nominations import card as nominations
from bot.features.polls import notes as poll_notes
from bot.features.schedules import notes as ritual_notes
from bot.features.stories import card as stories
from bot.features.stories.card import CHOOSE_FEED
from bot.features.suggestions import card as suggestions
from rituals import stories as told
from rituals.answers import Standing
from rituals.catalog import load
from rituals.experiments import DrawKind as Draws
from rituals.experiments import Drawn
from rituals.ids import ChannelId, DrawId, PersonId, ScheduleId, WorkspaceId
from rituals.posts import Failed, State
from tests.bot.samples import a_poll, a_report, a_ritual, a_story, a_suggestion, an_ask
from tests.cast import HARBOUR, KUDOS, NOW

CATALOG = load()
REFUSED = Failed(
    id=1,
    workspace=WorkspaceId(HARBOUR),
    kind=told.CARD,
    subject=1,
    channel=ChannelId(KUDOS),
    key="key",
    state=State.GAVE_UP,
    error="is_archived",
    wanted=True,
    there=False,
    asked_by=PersonId(""),
    ritual=ScheduleId(1),
    stuck=True,
    shut=True,
)


def test_no_direct_message_asks_for_a_command() -> None:
    drawn = Drawn(CATALOG.default, Draws.THOUGHT_EXPERIMENT, CATALOG.default.experiments[0], id=DrawId(1))
    story, ritual = a_story("Words."), replace(a_ritual("head_first", "Europe/Lisbon"), missed_at=NOW)
    letters = [
        experiments.channel_card(drawn, Standing()),
        ritual_notes.late_card(ritual, CATALOG),
        *(ritual_notes.held_card(replace(ritual, held=why), CATALOG) for why in (None, *ritual_notes.CURES)),
        bounces.bounce_card(REFUSED, "Which?"),
        bounces.admin_bounce_card(REFUSED),
        nominations.consent_card(an_ask("Words."), CATALOG),
        nominations.whom_card(an_ask("Words.")),
        nominations.wordless_card(),
        nominations.why_card(story, CATALOG),
        nominations.author_card(story, CATALOG, None),
        stories.credit_card(story, CATALOG, None),
        stories.thanks_ask_card(story, CATALOG),
        stories.report_card(a_report("It names her.", story), CATALOG),
        suggestions.decision_card(a_suggestion(), CATALOG),
        poll_notes.reminder_card(a_poll("Which?"), CATALOG),
        poll_notes.result_note_card(a_poll("Which?", closed=True, votes=2), CATALOG),
    ]
    assert [each for each in letters if "/mindset" in str(each)] == []
    assert CHOOSE_FEED in str(bounces.admin_bounce_card(REFUSED))
