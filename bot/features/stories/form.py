"""The form that asks for a story: short at first, with more questions for those who like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.stories.card import KINDS, TOOK, story_lines
from bot.features.stories.written import WrittenStory
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    field_block,
    form,
    note,
    option,
    plain,
    said,
    section,
    select,
)
from rituals.catalog import Catalog
from rituals.stories import LONGEST, LONGEST_LINE, Kind, Told

TELL_STORY = "tell_story"
SECOND_STORY = "second_story"
MORE = "story:more"
OTHER_PROMPT = "story:prompt"
AFRESH = "story:afresh"
MY_DRAFT = "story:my_draft"
OWN_STORY = "story:own"
WRITTEN = "story:written"
TURNED = "story:turned"

MOST_GROUPS = 100


@dataclass(frozen=True, slots=True)
class StoryMemory:
    """What the form remembers: how it was opened, and how far it is unfolded.

    `edit` is the story that is changed; `anyway` that the same may be told twice; `draft` what there was of
    an earlier one: "" none, "back" if it was filled in, "kept" if something else was. `tip` is where
    the words come from, if a workflow suggested them.
    """

    more: bool = False
    edit: int | None = None
    anyway: bool = False
    draft: str = ""
    prompt: int = 0
    tip: int | None = None

    def written(self) -> str:
        """As the form carries it."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def read(cls, text: str) -> StoryMemory:
        """From what the form carried."""
        return cls(**json.loads(text)) if text else cls()


@dataclass(frozen=True, slots=True)
class StoryChoices:
    """What the workspace has to choose from. `prompt` helps a hesitant teller. `groups`: by id and name."""

    prompt: str = ""
    touchpoints: Sequence[str] = ()
    groups: Sequence[tuple[str, str]] = ()


def story_form(
    catalog: Catalog,
    written: WrittenStory,
    memory: StoryMemory,
    offered: StoryChoices | None = None,
) -> View:
    """Asks for a story, with what is `written` filled in."""
    offered = offered or StoryChoices()
    kind = Kind(written.kind or Kind.CUSTOMER_HELPED_US)
    blocks = [*_draft(memory), _kind(kind), _text(written.text), *_prompt(offered.prompt, memory)]
    if kind is Kind.CUSTOMER_HELPED_US:
        blocks.append(_line("taught", "What did the customer teach us?", written.taught))
    if kind is Kind.PROACTIVE_SAVE:
        blocks.append(_line("remedy", "What did we do about it?", written.remedy))
    blocks.append(people_field("front", "Who made it happen?", written.front))
    if memory.more:
        blocks += _details(catalog, kind, written, offered)
    else:
        # What a card has brought along is seen, and sent.
        blocks += [mindset_field(catalog, written.mindset)] if written.mindset else []
        blocks.append(actions(button("More details", MORE), block_id="unfold"))
    title, submit = ("Edit your story", "Save") if memory.edit else ("Share a story", "Share")
    view = form(TELL_STORY, title, submit, blocks, memory.written())
    return view if memory.edit else view | {"notify_on_close": True}


def renamed(view: View, tag: str) -> View:
    """The same form with fields that Slack takes for new ones, so that what was typed doesn't stay."""
    for block in view["blocks"]:
        if block["type"] == "input":
            block["element"] = {**block["element"], "action_id": f"{block['element']['action_id']}~{tag}"}
    return view


def same_moment_form(known: Told, catalog: Catalog, text: str) -> View:
    """Somebody has told of the same moment: a second line on it, or a story of its own."""
    words: Element = {
        "type": "plain_text_input",
        "action_id": "line",
        "multiline": True,
        "max_length": LONGEST_LINE,
        "initial_value": text[:LONGEST_LINE],
    }
    return form(
        SECOND_STORY,
        "Told already?",
        "Add my line",
        [
            section("Somebody may have told this story already:"),
            *story_lines(known, catalog),
            field_block("line", "Your line on that story", words),
            section("Or is yours a different moment?"),
            actions(button("Tell mine as its own story", OWN_STORY), block_id="own"),
        ],
        str(known.id),
    )


def saved_note() -> View:
    """Said after an edit."""
    return note("Saved", ":pencil2: Your changes are saved. The story now says “edited”.")


def mindset_field(catalog: Catalog, chosen: str | None) -> Block:
    """A choice among all mindsets, by framework."""
    groups = [(framework.name, [option(m.label, m.key) for m in framework.mindsets]) for framework in catalog]
    element: Block = {
        "type": "static_select",
        "action_id": "mindset",
        "placeholder": plain("Choose one", 150),
        "option_groups": [{"label": plain(name, 75), "options": options} for name, options in groups],
    }
    initial = [each for _, options in groups for each in options if each["value"] == chosen]
    element = element | {"initial_option": initial[0]} if initial else element
    return field_block("mindset", "Which mindset did it show?", element, optional=True)


def touchpoint_field(touchpoints: Sequence[str], chosen: str | None) -> list[Block]:
    """A choice among the moments of the customer's journey; none if the workspace keeps none."""
    if not touchpoints:
        return []
    # One that the workspace has given up since stays where it was chosen.
    kept = [chosen] if chosen and chosen not in touchpoints else []
    options = [option(each, each) for each in [*touchpoints, *kept]]
    element = select("touchpoint", options, chosen, ask="Choose one")
    return [field_block("touchpoint", "Where on the customer's journey?", element, optional=True)]


def beyond_field(chosen: bool) -> Block:
    """Whether it wasn't in the job description."""
    yes = [option("It wasn't in the job description", "yes")]
    element: Element = {"type": "checkboxes", "action_id": "beyond", "options": yes}
    if chosen:
        element["initial_options"] = yes
    return field_block("beyond", "Beyond the role", element, optional=True)


def people_field(name: str, label: str, people: Sequence[str], hint: str | None = None) -> Block:
    """A choice of any number of people."""
    element: Element = {
        "type": "multi_users_select",
        "action_id": name,
        "placeholder": plain("Choose people", 150),
    }
    if people:
        element["initial_users"] = list(people)
    return field_block(name, label, element, optional=True, hint=hint)


def _draft(memory: StoryMemory) -> list[Block]:
    if memory.draft == "back":
        afresh = button("Start over", AFRESH)
        return [section(":page_facing_up: Here's the story you started earlier.", accessory=afresh)]
    if memory.draft == "kept":
        back = button("Show that one", MY_DRAFT)
        return [section(":page_facing_up: You started another story earlier.", accessory=back)]
    return []


def _kind(chosen: Kind) -> Block:
    kinds = [option(f"{emoji} {label}", kind) for kind, (emoji, label) in KINDS.items()]
    block = field_block("kind", "What kind of story is it?", select(TURNED, kinds, chosen))
    return block | {"dispatch_action": True}


def _text(text: str) -> Block:
    words: Element = {
        "type": "plain_text_input",
        "action_id": WRITTEN,
        "multiline": True,
        "max_length": LONGEST,
        "placeholder": plain("What happened? A few plain sentences are enough.", 150),
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    if text:
        words["initial_value"] = text[:LONGEST]
    return field_block("text", "What happened?", words) | {"dispatch_action": True}


def _prompt(prompt: str, memory: StoryMemory) -> list[Block]:
    if not prompt or memory.edit:
        return []
    # Below it: beside it, a phone would leave the idea half a line.
    idea = section(f":bulb: _{said(prompt)}_", block_id=f"idea-{memory.prompt}")
    return [idea, actions(button("Another idea", OTHER_PROMPT), block_id="other-idea")]


def _line(name: str, label: str, known: str | None, most: int = LONGEST_LINE) -> Block:
    words: Element = {"type": "plain_text_input", "action_id": name, "max_length": most}
    if known:
        words["initial_value"] = known[:most]
    return field_block(name, label, words, optional=True)


def _details(catalog: Catalog, kind: Kind, written: WrittenStory, offered: StoryChoices) -> list[Block]:
    back = people_field("back", "Who helped behind the scenes?", written.back)
    customer = _line("customer", "Who was the customer?", written.customer, 120)
    about = "A few words, such as “a bakery in Porto”. Leave out names and anything private."
    thanked = (
        _line("thanked", "How did we thank them?", written.thanked)
        if kind is Kind.CUSTOMER_HELPED_US
        else None
    )
    return [
        *([thanked] if thanked else []),
        back,
        *_groups(offered.groups, written.groups),
        mindset_field(catalog, written.mindset),
        *touchpoint_field(offered.touchpoints, written.touchpoint),
        customer | {"hint": plain(about)},
        _took(written.took),
        beyond_field(written.beyond),
    ]


def _groups(groups: Sequence[tuple[str, str]], picked: Sequence[str]) -> list[Block]:
    if not groups:
        return []
    options = [option(name, group) for group, name in groups[:MOST_GROUPS]]
    element: Element = {
        "type": "multi_static_select",
        "action_id": "groups",
        "placeholder": plain("Choose groups", 150),
        "options": options,
    }
    chosen = [each for each in options if each["value"] in picked]
    if chosen:
        element["initial_options"] = chosen
    hint = "Everybody in the group today gets credit."
    return [field_block("groups", "A whole group?", element, optional=True, hint=hint)]


def _took(picked: Sequence[str]) -> Block:
    options = [option(label.capitalize(), took) for took, label in TOOK.items()]
    element: Element = {"type": "checkboxes", "action_id": "took", "options": options}
    chosen = [each for each in options if each["value"] in picked]
    if chosen:
        element["initial_options"] = chosen
    return field_block("took", "What did it take?", element, optional=True)
