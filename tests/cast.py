"""The cast of all tests: four people of one workspace, the playground's, and one of another."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.scene import NOBODY, Scene

HARBOUR = WorkspaceId("T0HARBOUR")
ANA = PersonId("U0ANADUARTE")
BRUNO = PersonId("U0BRUNOCOSTA")
CARLA = PersonId("U0CARLAMEYER")
DORA = PersonId("U0DORAOKAFOR")
PEOPLE = (ANA, BRUNO, CARLA, DORA)

GENERAL = ChannelId("C0GENERAL00")
SUPPORT = ChannelId("C0SUPPORT00")
KUDOS = ChannelId("C0KUDOSFEED")
ESCALATIONS = ChannelId("C0ESCALATES")

# Somebody of another workspace, who knows every id of this one and must still see nothing of it.
SUMMIT = WorkspaceId("T0SUMMIT00")
ZOE = PersonId("U0ZOEZIMMER")

LISBON = ZoneInfo("Europe/Lisbon")
# A Monday in March, a quarter to nine in Lisbon.
NOW = datetime(2026, 3, 2, 8, 45, tzinfo=UTC)


def scene(person: PersonId = NOBODY, now: datetime = NOW, workspace: WorkspaceId = HARBOUR) -> Scene:
    """A moment at Harbour Lane; without a person, the clock acts."""
    return Scene(workspace, now, person)


def elsewhere(now: datetime = NOW) -> Scene:
    """The same moment in the other workspace, with Zoe acting."""
    return Scene(SUMMIT, now, ZOE)
