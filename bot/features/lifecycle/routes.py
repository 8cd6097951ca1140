"""What the life of channels and people answers to."""

from bot.features.lifecycle import listeners
from bot.slack.routes import Feature, Heard

LIFECYCLE = Feature(
    "lifecycle",
    events={
        "channel_archive": Heard(listeners.archived),
        "group_archive": Heard(listeners.archived),
        "channel_unarchive": Heard(listeners.unarchived),
        "group_unarchive": Heard(listeners.unarchived),
        "channel_deleted": Heard(listeners.deleted),
        "group_deleted": Heard(listeners.deleted),
        "channel_id_changed": Heard(listeners.moved),
        "member_joined_channel": Heard(listeners.joined),
        "member_left_channel": Heard(listeners.left),
        "user_change": Heard(listeners.changed),
    },
)
