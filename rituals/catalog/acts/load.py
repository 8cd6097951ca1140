"""From pack files to a Catalog: the built-in packs, and beside them those of a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rituals.catalog.records.fields import Problem
from rituals.catalog.records.parsing import Pack, pack_files, read_pack
from rituals.catalog.rules.schema import Catalog
from rituals.errors import RitualError

BUILT_IN = Path(__file__).parents[1] / "packs"
# The order in which people meet the built-in frameworks. Other packs come after them, by file name.
ORDER = ("unusual_three", "be_human", "learn_teach_getlost", "by_choice", "head_first")


class PackError(RitualError):
    """The packs can't be used. `problems` names all; trying again helps once the files are fixed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A catalogue, and the problems of the packs that were kept out of it, by file name."""

    catalog: Catalog
    refused: dict[str, tuple[Problem, ...]]


def load(folder: Path | None = None) -> Catalog:
    """All packs of a folder, the built-in ones if none is given. PackError names every problem at once."""
    if folder is None:
        return _catalog(_built_in())
    packs = [read_pack(path) for path in pack_files(folder)]
    if not packs:
        what = "holds no pack; put at least one .yaml file there"
        raise PackError([Problem(str(folder), "whole folder", None, what)])
    return _catalog(_sound(packs))


def gather(own: Path | None) -> Gathered:
    """The built-in packs and those of a team's folder. A team's pack with a problem is kept out whole.

    Where two packs clash, the one that comes first stays: built-in ones come first, then file names count.
    """
    packs = list(_built_in())
    refused: dict[str, tuple[Problem, ...]] = {}
    for path in pack_files(own) if own else ():
        pack = read_pack(path)
        refuse_clashes([*packs, pack])
        if pack.faults:
            refused[path.name] = pack.problems
        else:
            packs.append(pack)
    return Gathered(_catalog(packs), refused)


def refuse_clashes(packs: Iterable[Pack]) -> None:
    """A framework's key is its own, and a mindset's too: a story remembers only the mindset's key.

    Noted with the later pack of two.
    """
    frameworks: dict[str, Pack] = {}
    mindsets: dict[str, Pack] = {}
    for pack in packs:
        for key in (pack.framework.key, *pack.framework.formerly):
            _claim(frameworks, "key", key, pack)
        for mindset in pack.framework.mindsets:
            _claim(mindsets, "mindset key", mindset.key, pack)


@cache
def _built_in() -> tuple[Pack, ...]:
    # They come with the code, and change no sooner.
    return tuple(_sound([read_pack(path) for path in pack_files(BUILT_IN)]))


def _sound(packs: list[Pack]) -> list[Pack]:
    refuse_clashes(packs)
    if problems := [problem for pack in packs if pack.faults for problem in pack.problems]:
        raise PackError(problems)
    return packs


def _claim(owners: dict[str, Pack], kind: str, key: str, pack: Pack) -> None:
    # Two mindsets of one file with the same key have been noted already.
    if key and (owner := owners.setdefault(key, pack)) is not pack:
        pack.root.wrong(f"the {kind} {key!r} is taken by {owner.page.file}; choose a different key")


def _catalog(packs: Iterable[Pack]) -> Catalog:
    frameworks = sorted((pack.framework for pack in packs), key=lambda each: _place(each.key))
    return Catalog(MappingProxyType({framework.key: framework for framework in frameworks}))


def _place(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)
