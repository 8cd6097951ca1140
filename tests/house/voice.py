"""Keeps the voice: what stands on screens and in the docs reads as somebody would say it aloud.

`python -m tests.house.voice` prints every place that doesn't, and is part of `make check`.
"""

import ast
import re
import sys
from collections.abc import Iterator, Set
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, generate_tokens

import yaml

from rituals.catalog.records.glossary import glossary
from rituals.catalog.rules.readability import grade

HOUSE = Path(__file__).parents[2]
# Code whose sentences people read: in Slack, in a terminal, or when a setting is wrong.
SCREENS = (
    *("bot/features", "bot/slack", "bot/cli", "bot/service", "bot/app", "bot/delivery"),
    "rituals/imports",
)
DOCS = ("README.md", "CHANGELOG.md", "docs/*.md", "docs/decisions/*.md")
PACKS = "rituals/catalog/packs"
# The page of the playground: what it says is in its scripts and in its one page.
PAGES = ("bot/playground/page/*.js", "bot/playground/page/*.html")
# Docstrings and comments are for developers. Only what would read as translated to them is looked for.
DOCSTRINGS = ("bot", "rituals", "tests")
# Errors that no user causes.
BUGS = {"AssertionError", "KeyError", "LookupError", "RuntimeError", "TypeError", "ValueError"}

LONGEST = 25
# A short text with one long word isn't hard to read.
FEWEST_WORDS = 12
# School grades by Flesch and Kincaid. Docs have words such as "installation"; screens needn't.
HARDEST_SCREEN, HARDEST_DOC = 9.5, 12.0

# Words that we don't use, and what we say. What comes up twice in a review belongs here.
UNUSED = {
    # Nobody calls these things so on a screen.
    r"t[ao]k(?:e|es|en|ing) (?:it |them |your \w+ )?back": "remove, or undo",
    r"afresh|anew": "start over, or again",
    r"drop it": "discard",
    r"go(?:es)? on": "continue, resume, or keep",
    r"(?:is|are|not) held": "paused",
    r"looks? after|looked after": "owner, or owns",
    r"mend(?:s|ed|ing)?": "fix",
    r"for good": "can't be undone",
    r"one in each line": "one per line",
    # A translator's English.
    r"like so": "for example",
    r"whoever": "the author, the owner, an admin: who it is",
    r"if you like": "optional, or nothing",
    r"shall": "should, or a plain question",
    r"(?:not|\w+n't) \w+ any more": "no longer",
    # What companies say instead of something.
    r"unfortunately|inconvenience|kindly|please note": "what happened, and what to do",
    r"oops|uh-oh|hooray|yay": "what happened",
}
# Words that are good English for developers, where they'd be odd on a button: code goes on to the next row,
# is gone for good, or is called by whoever needs it.
DEVELOPERS_SAY = {r"go(?:es)? on", r"for good", r"whoever"}
_UNUSED = {
    words: (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), better) for words, better in UNUSED.items()
}

NOT = r"(?:do|does|did|is|are|was|were|has|have|had|could|would|should|will|can) not|cannot"
# At the end of a clause the long form stays: nobody says "I know what it's".
VERBS = r"(?:I am|I will|you are|you will|we are|they are|it is|it will|that is|there is|here is)(?= \w)"
LONG_NOT = re.compile(rf"\b(?:{NOT})\b", re.IGNORECASE)
LONG_FORM = re.compile(rf"(?<!what )(?<!who )(?<!where )\b(?:{NOT}|{VERBS})\b", re.IGNORECASE)

CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>|:[a-z0-9_+-]+:|\[([^\]]*)\]\([^)]*\)|https?://\S+|[*_>#•|]")
QUOTE = re.compile(r'“[^”]*”|"[^"]*"')
END = re.compile(r"(?<=[.?!…])[\"”)]*\s+|\n+| · ")
# Docs may list things with semicolons.
PART = re.compile(rf"{END.pattern}|;\s+")
WORD = re.compile(r"[\w’'-]*[A-Za-z][\w’'-]*")
# In a script: between quotation marks; in a page: between tags.
SAID = re.compile(r'"(?P<double>(?:[^"\\]|\\.)*)"|`(?P<tick>(?:[^`\\]|\\.)*)`|>(?P<tag>[^<>{}]+)<')


@dataclass(frozen=True, slots=True)
class Text:
    """What people read, and where.

    `screen`: in the product, and not in its docs; `told`: in a scene; `code`: beside code, for developers.
    """

    place: str
    words: str
    screen: bool = True
    told: bool = False
    code: bool = False


def problems(text: Text) -> Iterator[str]:
    """What isn't as we speak."""
    plain = MARKUP.sub(r" \1 ", CODE.sub("X", text.words)).strip()
    own = QUOTE.sub("X", plain)
    for sentence in (END if text.screen else PART).split(plain):
        if (count := len(WORD.findall(sentence))) > LONGEST:
            yield f"{count} words in a sentence: {sentence.strip()[:60]}…"
    if text.code:
        yield from (f"“{found[0]}”: contract it" for found in LONG_NOT.finditer(own))
        yield from _unused(own, DEVELOPERS_SAY)
        return
    # In a scene, people may speak as they do.
    if not text.told:
        yield from _unlike_us(own)
    if text.screen and re.search(r"\w!(?:\s|$)", own):
        yield "an exclamation mark"
    # A line of a list ends like a sentence.
    lines = re.sub(r"(?<![.?!])\s*\n+", ". ", plain)
    hardest = HARDEST_SCREEN if text.screen else HARDEST_DOC
    # The cell of a table is no sentence, unless it ends like one.
    whole = text.screen or plain.endswith(".")
    if whole and len(WORD.findall(plain)) >= FEWEST_WORDS and (reads := grade(lines)) > hardest:
        yield f"reads at grade {reads:.1f}: {plain[:60]}…"


def _unlike_us(own: str) -> Iterator[str]:
    yield from (f"“{found[0]}”: contract it" for found in LONG_FORM.finditer(own))
    yield from _unused(own)
    yield from (f"“{found.words}”: we say {found.term.plain[0]}" for found in glossary().stiff_in(own))


def _unused(own: str, allowed: Set[str] = frozenset()) -> Iterator[str]:
    for words, (pattern, better) in _UNUSED.items():
        if words not in allowed:
            yield from (f"“{found[0]}”: we say {better}" for found in pattern.finditer(own))


# --- where the words are ---


def texts() -> Iterator[Text]:
    """All that the voice is kept in."""
    for room in SCREENS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            yield from on_screens(path.read_text(), str(path.relative_to(HOUSE)))
    for pages in DOCS:
        for path in sorted(HOUSE.glob(pages)):
            yield from in_docs(path.read_text(), str(path.relative_to(HOUSE)))
    for path in sorted((HOUSE / PACKS).glob("*.yaml")):
        yield from in_packs(yaml.safe_load(path.read_text()), str(path.relative_to(HOUSE)))
    for pages in PAGES:
        for path in sorted(HOUSE.glob(pages)):
            yield from in_pages(path.read_text(), str(path.relative_to(HOUSE)))
    for room in DOCSTRINGS:
        for path in sorted((HOUSE / room).rglob("*.py")):
            yield from in_docstrings(path.read_text(), str(path.relative_to(HOUSE)))


def in_pages(script: str, file: str) -> Iterator[Text]:
    """The strings of a script and the words between a page's tags; what is filled in counts as a word."""
    for number, line in enumerate(script.splitlines(), 1):
        if line.lstrip().startswith(("//", "*", "/*", "<meta", "content=")):
            continue
        for found in SAID.finditer(line):
            words = re.sub(r"\$\{[^}]*\}", "X", found["double"] or found["tick"] or found["tag"] or "")
            if " " in words.strip() and len(WORD.findall(words)) > 2:
                yield Text(f"{file}:{number}", words)


def in_docstrings(code: str, file: str) -> Iterator[Text]:
    """What developers read above their code and between it."""
    for token in generate_tokens(StringIO(code).readline):
        if token.type == COMMENT and " " in token.string[2:]:
            yield Text(f"{file}:{token.start[0]}", token.string, screen=False, code=True)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
            words = ast.get_docstring(node)
            if words:
                yield Text(f"{file}:{getattr(node, 'lineno', 1)}", words, screen=False, code=True)


def on_screens(code: str, file: str) -> Iterator[Text]:
    """The sentences in a file of Python, each as a whole; what is filled in counts as a word."""
    tree = ast.parse(code)
    skipped = _not_read(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr | ast.Constant) or id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
        words = _written(node)
        if " " in words.strip() and len(WORD.findall(words)) > 2:
            yield Text(f"{file}:{node.lineno}", words)


def _written(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return re.sub(r"\{\w*\}", "X", node.value) if isinstance(node.value, str) else ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)


def _not_read(tree: ast.Module) -> set[int]:
    """What no user reads: docstrings, logs, patterns, and errors for the next developer."""
    commands = _helps_of_commands(tree)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring) if id(docstring) not in commands:
                skipped.add(id(docstring))
            case ast.Raise(exc=ast.Call(func=ast.Name(id=error))) if error in BUGS:
                skipped |= {id(part) for part in ast.walk(node)}
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "re"))):
                skipped |= {id(part) for part in ast.walk(node)}
    return skipped


def _helps_of_commands(tree: ast.Module) -> set[int]:
    """The docstrings that Typer shows as the help of a command."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {
        id(node.body[0].value)
        for node in functions
        if isinstance(node.body[0], ast.Expr)
        if any("command" in ast.dump(each) for each in node.decorator_list)
        or any("Annotated" in ast.dump(each) for each in node.args.args)
    }


def in_docs(page: str, file: str) -> Iterator[Text]:
    """The paragraphs of a page, the points of its lists and the cells of its tables, without its code."""
    prose = re.sub(r"```.*?```", lambda code: "\n" * code[0].count("\n"), page, flags=re.DOTALL)
    start, lines = 0, list[str]()
    for number, line in enumerate([*prose.splitlines(), ""], 1):
        begins = not line.strip() or re.match(r"\s*(?:[-*|#]|\d+\.)\s?", line)
        if begins and lines:
            yield Text(f"{file}:{start}", " ".join(lines), screen=False)
            lines = []
        if line.startswith("|"):
            cells = (cell.strip() for cell in line.strip("|").split(" | "))
            yield from (Text(f"{file}:{number}", cell, screen=False) for cell in cells)
        elif line.strip():
            start = start if lines else number
            lines.append(line.strip())


def in_packs(pack: object, place: str) -> Iterator[Text]:
    """All that a pack can post. Its scenes tell what people said."""
    match pack:
        case dict():
            place = f"{place} {pack.get('key', '')}".strip()
            for name, each in pack.items():
                if name not in {"source", "key", "emoji"}:
                    yield from in_packs(each, f"{place}.{name}")
        case list():
            for each in pack:
                yield from in_packs(each, place)
        case str() if " " in pack:
            yield Text(place, pack, told=place.endswith((".scene", ".title", ".example", ".question")))


def main() -> None:
    """Print what isn't as we speak, and fail if anything isn't."""
    found = [f"{text.place}: {problem}" for text in texts() for problem in problems(text)]
    print("\n".join(found) or "The voice is kept.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
