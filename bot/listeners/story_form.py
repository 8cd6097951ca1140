"""Telling a story: the one form behind every door, its drafts, and what is sent with it."""

from __future__ import annotations

from asyncio import gather
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot import people as people_of
from bot.blocks import story_form as blocks
from bot.blocks.experiments import KIND
from bot.blocks.kit import View, note
from bot.blocks.stories import told_note
from bot.blocks.story_form import Memory
from bot.house import House
from bot.listeners.answers import Answers, Typed, conversation_of, open_form, redraw
from bot.listeners.experiments import took_part
from bot.sentences import NOT_A_COLLEAGUE, sentence
from bot.slack import plain_words
from rituals import experiments, stories, workspaces
from rituals.catalog import Framework
from rituals.errors import TooShort
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.scene import Scene
from rituals.stories import Credited, Kind, Stage, Telling, Took

TEXTS = ("text", "customer", "taught", "thanked")
CHOICE = ("kind", "mindset", "touchpoint")
CHOICES = ("front", "back", "groups", "took", "beyond")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a form is written: the person's scene, and the framework whose prompts help."""

    slack: AsyncWebClient
    house: House
    scene: Scene
    framework: Framework

    async def form(self, written: blocks.Written, memory: Memory) -> View:
        """The form with what is written; its rarer questions are looked up only once it is unfolded."""
        prompts = self.framework.story_prompts
        prompt = prompts[(self.scene.now.toordinal() + memory.prompt) % len(prompts)] if prompts else ""
        settings = await self.house.quietly(workspaces.settings, self.scene)
        groups = await people_of.groups(self.slack) if memory.more else []
        return blocks.story_form(
            self.house.catalog,
            written,
            memory,
            prompt=prompt,
            touchpoints=settings.touchpoints,
            groups=groups,
        )


async def asked(typed: Typed) -> None:
    """`/mindset story [text]`: the form, with the text in it."""
    framework = await typed.house.quietly(
        experiments.framework_for, typed.scene, typed.house.catalog, typed.channel
    )
    desk = Desk(typed.slack, typed.house, typed.scene, framework)
    await _open(desk, typed.trigger, {"text": await plain_words(typed.slack, typed.rest)})
    await typed.ack()


async def asked_by_shortcut(
    ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Share a customer story* among Slack's shortcuts."""
    await _open(Desk(client, house, scene, house.catalog.default), shortcut["trigger_id"], {})
    await ack()


async def asked_for_form(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Share a story* or *Add yours* on a card or in App Home."""
    framework = house.catalog.default
    channel = conversation_of(body)
    if channel is not None:
        framework = await house.quietly(experiments.framework_for, scene, house.catalog, channel)
    value = str(action.get("value") or "")
    known = {"kind": value.removeprefix(KIND)} if value.startswith(KIND) else {"mindset": value or None}
    await _open(Desk(client, house, scene, framework), body["trigger_id"], known)
    await took_part(action, house, scene)
    await ack()


async def written(ack: AsyncAck, body: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody is writing: what is there so far is kept, in case the form is closed."""
    await _keep(house, scene, body["view"])
    await ack()


async def turned(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """Another kind was chosen, another idea was asked for, or the form is to be unfolded."""
    view = body["view"]
    memory, so_far = Memory.read(view["private_metadata"]), _written(Answers(view))
    if action["action_id"] == blocks.MORE:
        memory = replace(memory, more=True)
    elif action["action_id"] == blocks.OTHER_PROMPT:
        memory = replace(memory, prompt=memory.prompt + 1)
    await _keep(house, scene, view)
    await _redraw(client, house, scene, view, so_far, memory)
    await ack()


async def draft_chosen(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Begin afresh*, or *Bring back the one I had begun*."""
    view = body["view"]
    draft = None
    if action["action_id"] == blocks.AFRESH:
        await house.act(stories.drop_draft, scene)
    else:
        draft = await house.quietly(stories.draft, scene)
    memory = replace(Memory.read(view["private_metadata"]), draft="")
    # A form of its own, so that nothing typed into the other one shines through.
    await _redraw(client, house, scene, view, draft or {}, memory, anew=True)
    await ack()


async def told(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    memory, so_far = Memory.read(view["private_metadata"]), _written(Answers(view))
    credits, refused = await credited(client, scene.workspace, so_far)
    if refused:
        await ack(response_action="errors", errors=refused)
        return
    try:
        done = await _told(house, scene, view["id"], memory, so_far, _telling(so_far, credits))
    except TooShort as error:
        await ack(response_action="errors", errors={"text": sentence(error)})
        return
    await ack(response_action="update", view=done)


async def _told(
    house: House, scene: Scene, request: str, memory: Memory, so_far: dict[str, Any], telling: Telling
) -> View:
    """Save what was sent; the view that answers it."""
    if memory.edit is not None:
        await house.act(stories.edit, scene, StoryId(memory.edit), telling)
        return blocks.saved_note()
    known = None if memory.anyway else await house.quietly(stories.near, scene, telling.text, request)
    if known is not None:
        await house.act(stories.keep_draft, scene, so_far, request)
        return blocks.same_moment_form(known, house.catalog, telling.text)
    return told_note(await house.act(stories.tell, scene, telling, request=request))


async def told_as_second(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """The words are a second voice on a story that was told already."""
    await house.act(stories.second, scene, StoryId(int(view["private_metadata"])), Answers(view).text("line"))
    await house.act(stories.drop_draft, scene)
    await ack(response_action="update", view=note("Thank you", ":star2: Your line is on the story."))


async def told_as_own(
    ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*Tell mine as its own story*: the form again, as it was sent."""
    draft = await house.quietly(stories.draft, scene) or {}
    await _redraw(client, house, scene, body["view"], draft, Memory(anyway=True, more=True), anew=True)
    await ack()


async def closed(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """The form was closed without being sent."""
    await _keep(house, scene, view)
    await ack()


async def credited(
    slack: AsyncWebClient, home: WorkspaceId, so_far: dict[str, Any]
) -> tuple[tuple[Credited, ...], dict[str, str]]:
    """Whom the form credits, groups expanded; and what to say at which field where that cannot be."""
    groups = await gather(*(people_of.group_members(slack, group) for group in so_far["groups"]))
    front = [*so_far["front"], *(person for group in groups for person in group)]
    whom = {PersonId(person): Stage.BACK for person in so_far["back"]}
    whom |= {PersonId(person): Stage.FRONT for person in front}
    people = await gather(*(people_of.person(slack, home, person) for person in whom))
    credits, refused = [], {}
    for (id, stage), person in zip(whom.items(), people, strict=True):
        field = next((name for name in ("front", "back") if id in so_far[name]), None)
        if person is None or person.bot or person.gone:
            # Who is only in a group is left out without a word: nobody chose them.
            if field:
                refused[field] = NOT_A_COLLEAGUE.format(name=person.names[0] if person else "That one")
            continue
        credits.append(Credited(id, stage, person.names[0] if person.outsider else None))
    return tuple(credits), refused


async def edit_form(slack: AsyncWebClient, house: House, scene: Scene, story: StoryId) -> View:
    """The form with what a story says; the act that saves it checks whose it is."""
    shown = await house.quietly(stories.told, scene.workspace, story)
    desk = Desk(slack, house, scene, house.catalog.default)
    return await desk.form(blocks.written_of(shown.telling), Memory(more=True, edit=story))


async def _open(desk: Desk, trigger: str, known: dict[str, Any]) -> None:
    draft = await desk.house.quietly(stories.draft, desk.scene)
    memory = Memory()
    if draft and known.get("text"):
        memory = Memory(draft="kept")
    elif draft:
        # Folded away, what was filled in would not be sent.
        more = any(draft.get(name) for name in blocks.DETAILS)
        known, memory = draft, Memory(draft="back", more=more)
    await open_form(desk.slack, trigger, await desk.form(known, memory))


async def _redraw(
    slack: AsyncWebClient,
    house: House,
    scene: Scene,
    view: dict[str, Any],
    so_far: dict[str, Any],
    memory: Memory,
    *,
    anew: bool = False,
) -> None:
    form = await Desk(slack, house, scene, house.catalog.default).form(so_far, memory)
    if anew:
        form = blocks.renamed(form, f"{scene.now.timestamp():.0f}")
    await redraw(slack, view, form)


async def _keep(house: House, scene: Scene, view: dict[str, Any]) -> None:
    if Memory.read(view["private_metadata"]).edit is None:
        so_far = _written(Answers(view))
        # Slack does not say what stands in a form that is being closed.
        if so_far["text"]:
            await house.quietly(stories.keep_draft, scene, so_far, view["id"])


def _written(answers: Answers) -> dict[str, Any]:
    texts = {name: answers.text(name) for name in TEXTS}
    chosen = {name: answers.choice(name) for name in CHOICE}
    return texts | chosen | {name: answers.choices(name) for name in CHOICES}


def _telling(so_far: dict[str, Any], credits: tuple[Credited, ...]) -> Telling:
    return Telling(
        text=so_far["text"],
        kind=Kind(so_far["kind"] or Kind.CUSTOMER_HELPED_US),
        credits=credits,
        mindset=so_far["mindset"],
        touchpoint=so_far["touchpoint"],
        customer=so_far["customer"] or None,
        took=tuple(Took(each) for each in so_far["took"]),
        beyond_job=bool(so_far["beyond"]),
        taught=so_far["taught"] or None,
        thanked=so_far["thanked"] or None,
    )
