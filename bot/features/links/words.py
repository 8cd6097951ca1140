"""What people wrote in Slack, as HTML: safe, with its bold and its code, and its emoji drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from bot.slack.markup import A_CHANNEL

FENCE = re.compile(r"```\n?(.+?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]*[^`\s][^`\n]*)`")
EMOJI = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?", re.IGNORECASE)
# Unicode's five colours of skin begin here, Slack's with 2.
SKIN = 0x1F3FB - 2
TAGS = {"*": "strong", "_": "em", "~": "del"}
# Slack's names for what others call otherwise.
ALSO = {
    "first_place_medal": "\N{FIRST PLACE MEDAL}",
    "large_blue_square": "\N{LARGE BLUE SQUARE}",
    "large_green_circle": "\N{LARGE GREEN CIRCLE}",
    "large_green_square": "\N{LARGE GREEN SQUARE}",
    "large_orange_circle": "\N{LARGE ORANGE CIRCLE}",
    "large_orange_square": "\N{LARGE ORANGE SQUARE}",
    "large_purple_circle": "\N{LARGE PURPLE CIRCLE}",
    "large_purple_square": "\N{LARGE PURPLE SQUARE}",
    "large_red_square": "\N{LARGE RED SQUARE}",
    "large_yellow_circle": "\N{LARGE YELLOW CIRCLE}",
    "large_yellow_square": "\N{LARGE YELLOW SQUARE}",
    "medal": "\N{SPORTS MEDAL}",
    "second_place_medal": "\N{SECOND PLACE MEDAL}",
    "third_place_medal": "\N{THIRD PLACE MEDAL}",
}


def as_html(text: str) -> str:
    """The words as HTML of strong, em, del, code, pre, blockquote and br, without attributes."""
    parts = FENCE.split(text.strip())
    # The odd ones are what stood between ``` and ```.
    return "".join(f"<pre>{escape(part)}</pre>" if at % 2 else _lines(part) for at, part in enumerate(parts))


def drawn(text: str) -> str:
    """The text with its emoji drawn. Those of a workspace's own stay names, for we've no pictures of them."""
    return EMOJI.sub(lambda mark: _sign(mark[1].lower(), mark[2] or "") or mark[0], text)


def without_places(text: str, closed: Iterable[str]) -> str:
    """The text without the names of channels that not everybody may know of."""
    names = "|".join(re.escape(name) for name in sorted(closed, key=len, reverse=True))
    return re.sub(rf"#(?:{names})(?![\w-])", A_CHANNEL, text, flags=re.IGNORECASE) if names else text


def cut(text: str, most: int) -> str:
    """The text, or its beginning up to the end of a word, with an ellipsis."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return (kept.rsplit(None, 1)[0] if re.search(r"\s", kept) else kept).rstrip(" ,;:-") + " …"


@lru_cache(maxsize=1000)
def _sign(name: str, skin: str) -> str:
    # Here and not above: only the wall draws them, and its table of emoji takes four megabytes.
    from emoji import emojize, is_emoji

    found: str = ALSO.get(name) or emojize(f":{name}:", language="alias")
    if found == f":{name}:":
        return ""
    coloured = found + chr(SKIN + int(skin)) if skin else found
    return coloured if is_emoji(coloured) else found


def _lines(text: str) -> str:
    blocks: list[tuple[bool, list[str]]] = []
    for line in text.strip("\n").split("\n"):
        quote = line.startswith(">")
        if not blocks or blocks[-1][0] != quote:
            blocks.append((quote, []))
        blocks[-1][1].append(_inline(line[1:].lstrip() if quote else line))
    return "".join(_block(quote, "<br>".join(lines)) for quote, lines in blocks)


def _block(quote: bool, html: str) -> str:
    return f"<blockquote>{html}</blockquote>" if quote else html


def _inline(line: str) -> str:
    parts = CODE.split(line)
    return "".join(
        f"<code>{escape(part)}</code>" if at % 2 else _styled(part, "*_~") for at, part in enumerate(parts)
    )


def _styled(text: str, marks: str) -> str:
    """Each mark styles once, so that what people type can nest no deeper than there are marks."""
    if not marks:
        return escape(drawn(text))
    # A mark counts where it hugs a word: snake_case and 2 * 3 stay as they are. A name of an emoji is whole.
    mark = rf"(?<![\w{marks}])([{re.escape(marks)}])(?=\S)((?:(?!\1).)+?)(?<=\S)\1(?!\w)"
    html, at = "", 0
    for found in re.finditer(rf"(?::[a-z0-9_+'-]+:)+|{mark}", text):
        html += escape(drawn(text[at : found.start()]))
        inner = found[1] and _styled(found[2], marks.replace(found[1], ""))
        html += f"<{TAGS[found[1]]}>{inner}</{TAGS[found[1]]}>" if inner else escape(drawn(found[0]))
        at = found.end()
    return html + escape(drawn(text[at:]))
