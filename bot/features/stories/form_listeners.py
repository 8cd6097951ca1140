"""Telling a story: the one form behind every door, its drafts, and what is sent with it."""

from __future__ import annotations

from asyncio import gather
from dataclasses import asdict, replace

from bot.features.stories import form
from bot.features.stories.card import told_note
from bot.features.stories.form import StoryMemory
from bot.features.stories.written import WrittenStory
from bot.features.ways_in import KIND
from bot.slack import people
from bot.slack.block_kit import View, note
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import Line, OpenView, Press, Request, Shortcut, Submission
from bot.slack.sentences import NOT_A_COLLEAGUE, sentence
from rituals import experiments, stories, tips, workspaces
from rituals.catalog import Framework
from rituals.errors import TooShort
from rituals.ids import PersonId, StoryId, TipId
from rituals.stories import Credited, Kind, Stage, Telling, Told, Took


async def asked_to_tell(line: Line) -> Replies:
    """`/mindset story [text]`: the form, with the text in it."""
    framework = await line.look(experiments.framework_for, line.catalog, line.here)
    return await _open(line, framework, WrittenStory(await line.plain_words(line.rest)))


async def asked_by_shortcut(shortcut: Shortcut) -> Replies:
    """*Share a customer story* among Slack's shortcuts."""
    return await _open(shortcut, shortcut.catalog.default, WrittenStory())


async def asked_for_form(press: Press) -> Replies:
    """*Share a story* or *Add yours* on a card or in App Home."""
    framework = press.catalog.default
    if press.channel is not None:
        framework = await press.look(experiments.framework_for, press.catalog, press.channel)
    known = WrittenStory(mindset=press.value or None)
    if press.value.startswith(KIND):
        known = WrittenStory(kind=press.value.removeprefix(KIND))
    return await _open(press, framework, known)


async def begun_with(press: Press, known: WrittenStory) -> Replies:
    """The form with what is `known` in it, such as somebody's own answer, or the words of a `tip`."""
    return await _open(press, press.catalog.default, known)


async def written(press: Press) -> Replies:
    """Somebody is writing: what is there so far is kept, in case the form is closed."""
    await _keep(press, press.form)
    return None


async def turned(press: Press) -> Replies:
    """Another kind was chosen, another idea was asked for, or the form is to be unfolded."""
    memory, so_far = StoryMemory.read(press.form.memory), WrittenStory.of(press.form.answers)
    if press.action == form.MORE:
        memory = replace(memory, more=True)
    elif press.action == form.OTHER_PROMPT:
        memory = replace(memory, prompt=memory.prompt + 1)
    await _keep(press, press.form)
    return Redraw(await _form(press, press.catalog.default, so_far, memory))


async def draft_chosen(press: Press) -> Replies:
    """*Start over*, or *Show that one*."""
    written = WrittenStory()
    if press.action == form.AFRESH:
        await press.act(stories.drop_draft)
    else:
        written = await _draft(press) or written
    memory = replace(StoryMemory.read(press.form.memory), draft="", tip=written.tip)
    return await _fresh(press, written, memory)


async def told(sent: Submission) -> Replies:
    """The form was sent."""
    memory, so_far = StoryMemory.read(sent.form.memory), WrittenStory.of(sent.answers)
    credits, refused = await credited(sent, so_far)
    if refused:
        return Refuse(refused)
    try:
        return Show(await _told(sent, memory, so_far, _telling(so_far, credits)))
    except TooShort as error:
        return Refuse({"text": sentence(error)})


async def _told(sent: Submission, memory: StoryMemory, so_far: WrittenStory, telling: Telling) -> View:
    """Save what was sent; the view that answers it."""
    if memory.edit is not None:
        await sent.act(stories.edit, StoryId(memory.edit), telling)
        sent.then(sent.show_home)
        return form.saved_note()
    request = sent.form.id
    known = None if memory.anyway else await sent.look(stories.near, telling.text, request)
    if known is not None:
        await sent.act(stories.keep_draft, asdict(replace(so_far, tip=memory.tip)), request)
        return form.same_moment_form(known, sent.catalog, telling.text)
    if memory.tip is not None:
        told = await sent.act(tips.tell, TipId(memory.tip), telling, request=request)
    else:
        told = await sent.act(stories.tell, telling, request=request)
    return told_note(told.feed)


async def told_as_second(sent: Submission) -> Replies:
    """The words are a second voice on a story that was told already."""
    await sent.act(stories.second, StoryId(int(sent.form.memory)), sent.answers.text("line"))
    await sent.act(stories.drop_draft)
    return Show(note("Thank you", ":star2: Your line is on the story."))


async def told_as_own(press: Press) -> Replies:
    """*Tell mine as its own story*: the form again, as it was sent."""
    draft = await _draft(press) or WrittenStory()
    return await _fresh(press, draft, StoryMemory(anyway=True, more=True, tip=draft.tip))


async def closed(sent: Submission) -> Replies:
    """The form was closed without being sent."""
    await _keep(sent, sent.form)
    return None


async def credited(request: Request, so_far: WrittenStory) -> tuple[tuple[Credited, ...], dict[str, str]]:
    """Whom the form credits, groups expanded; and what to say at which field where that can't be."""
    groups = await gather(*(people.group_members(request.slack, group) for group in so_far.groups))
    front = [*so_far.front, *(person for group in groups for person in group)]
    whom = {PersonId(person): Stage.BACK for person in so_far.back}
    whom |= {PersonId(person): Stage.FRONT for person in front}
    known = await gather(*(request.directory.person(request.workspace, person) for person in whom))
    credits, refused = [], {}
    for (id, stage), person in zip(whom.items(), known, strict=True):
        field = "front" if id in so_far.front else "back" if id in so_far.back else None
        if person is None or person.bot or person.gone:
            # Who is only in a group is left out without a word: nobody chose them.
            if field:
                refused[field] = NOT_A_COLLEAGUE.format(name=person.names[0] if person else "that account")
            continue
        credits.append(Credited(id, stage, person.names[0] if person.outsider else None))
    return tuple(credits), refused


async def edit_form(press: Press, shown: Told) -> View:
    """The form with what a story says; the act that saves it checks whose it is."""
    memory = StoryMemory(more=True, edit=shown.id)
    return await _form(press, press.catalog.default, WrittenStory.of_story(shown.telling), memory)


async def _open(request: Request, framework: Framework, known: WrittenStory) -> Show:
    draft = await _draft(request)
    kept = ""
    if draft and known.text:
        kept = "kept"
    elif draft:
        known, kept = draft, "back"
    # Folded away, what was filled in wouldn't be sent.
    memory = StoryMemory(draft=kept, more=known.has_details, tip=known.tip)
    return Show(await _form(request, framework, known, memory))


async def _draft(request: Request) -> WrittenStory | None:
    draft = await request.look(stories.draft)
    return WrittenStory.of_draft(draft) if draft else None


async def _form(request: Request, framework: Framework, so_far: WrittenStory, memory: StoryMemory) -> View:
    """The form with what is written; its rarer questions are looked up only once it is unfolded."""
    prompts = framework.story_prompts
    prompt = prompts[(request.scene.now.toordinal() + memory.prompt) % len(prompts)] if prompts else ""
    settings = await request.recall(workspaces.settings)
    groups = await people.groups(request.slack) if memory.more else []
    return form.story_form(
        request.catalog, so_far, memory, form.StoryChoices(prompt, settings.touchpoints, groups)
    )


async def _fresh(press: Press, so_far: WrittenStory, memory: StoryMemory) -> Redraw:
    """A form of its own, so that nothing typed into the other one shines through."""
    view = await _form(press, press.catalog.default, so_far, memory)
    return Redraw(form.renamed(view, f"{press.scene.now.timestamp():.0f}"))


async def _keep(request: Request, opened: OpenView) -> None:
    memory = StoryMemory.read(opened.memory)
    if memory.edit is None:
        so_far = WrittenStory.of(opened.answers)
        # Slack doesn't say what stands in a form that is being closed.
        if so_far.text:
            await request.act(stories.keep_draft, asdict(replace(so_far, tip=memory.tip)), opened.id)


def _telling(so_far: WrittenStory, credits: tuple[Credited, ...]) -> Telling:
    return Telling(
        text=so_far.text,
        kind=Kind(so_far.kind or Kind.CUSTOMER_HELPED_US),
        credits=credits,
        mindset=so_far.mindset,
        touchpoint=so_far.touchpoint,
        customer=so_far.customer or None,
        took=tuple(Took(each) for each in so_far.took),
        beyond_job=so_far.beyond,
        taught=so_far.taught or None,
        thanked=so_far.thanked or None,
        remedy=so_far.remedy or None,
    )
