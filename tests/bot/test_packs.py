"""What those who write packs can rely on: all problems at once, a starter that works, a bot that stays up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import structlog
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.service.catalog import catalog
from bot.service.config import Config, ConfigError
from rituals.catalog import load
from rituals.catalog.acts.load import BUILT_IN

EASY = """      She waits at the desk with a wet coat and a bag of plums. It is late. The rain runs down the
      glass, and the last bus has gone. She asks you for nothing. She only looks at the clock, then at
      the door, then at her shoes, which were not made for this."""
HARD = """      Notwithstanding considerable organisational complexity, representatives responsible for
      international administration systematically underestimate individual circumstances, disregarding
      fundamental communication opportunities, particularly regarding unanticipated interruptions of
      contractual obligations affecting geographically distributed communities, whose understandable
      dissatisfaction consequently accumulates internationally without acknowledgement."""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The team's folder, where the commands run, too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PACKS_DIR", raising=False)
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def headfirst(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["packs", *map(str, arguments)])


def a_pack(folder: Path, name: str = "Plums", **swaps: str) -> Path:
    """A sound pack, with some of its words swapped."""
    assert headfirst("new", name, "--folder", folder).exit_code == 0
    path = folder / f"{name.lower()}.yaml"
    text = path.read_text(encoding="utf-8")
    for line, new in swaps.items():
        text, count = re.subn(rf"^( *(?:- )?{line}:).*$", rf"\1 {new}", text, count=1, flags=re.MULTILINE)
        assert count
    path.write_text(text, encoding="utf-8")
    return path


# --- lint ---


def test_the_built_in_packs_have_nothing_to_mend() -> None:
    result = headfirst("lint", BUILT_IN)
    assert (result.exit_code, result.stdout) == (0, "No problems in 5 packs.\n")


def test_without_a_path_it_reads_the_built_in_packs_and_the_teams_own(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_pack(own)
    monkeypatch.setenv("PACKS_DIR", str(own))
    assert "in 6 packs" in headfirst("lint").output


def test_every_problem_of_every_file_is_said_at_once_by_file_line_and_field(own: Path) -> None:
    plums = a_pack(own, "Plums", emoji="plum", setting="beach", poll_question="Which")
    pears = a_pack(own, "Pears", tagline="We utilise a proactive methodology.")
    result = headfirst("lint", own)
    assert result.exit_code == 1
    found = [line for line in result.stdout.splitlines() if line]
    assert found == [
        f"{pears}:10: tagline: 'utilise' is stiff; try use",
        f"{pears}:10: tagline: 'proactive' is stiff; try early or first",
        f"{pears}:10: tagline: 'methodology' is stiff; try way or method",
        f"{plums}:11: emoji: 'plum' will not do; write the Slack name between colons, like :handshake:",
        f"{plums}:13: poll_question: should be one question; end it with the only question mark",
        f"{plums}:43: experiments[1].setting: 'beach' is not known; "
        "choose one of phone, chat, counter, visit, email",
    ]
    assert result.stderr.endswith("\n6 problems in 2 packs.\n")


def test_hard_reading_is_told_from_easy(own: Path) -> None:
    path = a_pack(own)
    text = path.read_text(encoding="utf-8")
    scene = re.search(r"    scene: >-\n((?:      .*\n)+)", text)
    assert scene
    path.write_text(text.replace(scene[1], f"{EASY}\n"), encoding="utf-8")
    assert headfirst("lint", path).exit_code == 0
    path.write_text(text.replace(scene[1], f"{HARD}\n"), encoding="utf-8")
    assert "experiments[1].scene: reads at grade 3" in headfirst("lint", path).stdout


def test_a_pack_in_another_language_is_checked_for_its_shape_alone(own: Path) -> None:
    path = a_pack(own, tagline="Utilise é uma palavra portuguesa.")
    assert headfirst("lint", path).exit_code == 1
    assert headfirst("lint", "--no-english", path).exit_code == 0


def test_counts_are_asked_of_built_in_packs_only(monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    path = a_pack(own)
    assert headfirst("lint", path).exit_code == 0
    monkeypatch.setattr("rituals.catalog.acts.lint.BUILT_IN", own)
    said = headfirst("lint", path).stdout
    for field, what in [
        ("experiments", "has 1; a built-in pack has at least 36"),
        ("story_prompts", "has 1; a built-in pack has at least 6"),
        ("game_plans", "has 1; a built-in pack has at least 5"),
        ("experiments", "exercise 'plums_door_open' 0 times; make it 6"),
    ]:
        assert re.search(rf"^{path}:\d+: {field}: {what}$", said, re.MULTILINE)


def test_a_key_of_a_built_in_pack_is_taken(own: Path) -> None:
    path = a_pack(own, key="by_choice")
    assert "the key 'by_choice' is taken by by_choice.yaml" in headfirst("lint", path).stdout


def test_a_place_without_packs_is_a_problem(own: Path) -> None:
    result = headfirst("lint", own, "nowhere.yaml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [f"{own}: holds no .yaml file", "nowhere.yaml: isn't there"]
    assert result.stderr == "\n2 problems.\n"


def test_a_file_named_twice_is_read_once(own: Path) -> None:
    assert "in 1 pack." in headfirst("lint", a_pack(own), own).output


def test_lint_says_how_a_pack_is_mixed(own: Path) -> None:
    said = headfirst("lint", a_pack(own)).stderr
    assert said.splitlines()[1:] == [
        "plums.yaml",
        "  1 experiment: 0 playful, 0 from memory, 0 tender",
        "  shapes: say 1",
        "  settings: counter 1",
        "  themes: everyday 1",
        "  scenes: 34 to 34 words, 34 in the middle",
        "  scenes that end on a very short sentence: 0",
    ]


def test_how_the_built_in_packs_are_mixed_fits_eighty_columns() -> None:
    said = headfirst("lint", BUILT_IN).stderr.splitlines()
    assert [line for line in said if len(line) > 80] == []
    assert [line for line in said if not line.startswith(" ") and not line.endswith(".yaml") and line] == []


# --- new ---


def test_a_new_pack_is_sound_and_explains_itself(own: Path) -> None:
    result = headfirst("new", "The open door: ours", "--folder", own)
    path = own / "the_open_door_ours.yaml"
    assert result.exit_code == 0
    assert str(path) in result.output
    assert headfirst("lint", path).exit_code == 0
    assert load(own).framework("the_open_door_ours").name == "The open door: ours"
    assert len(re.findall(r"^# ", path.read_text(encoding="utf-8"), re.MULTILINE)) > 10


def test_two_new_packs_get_on_with_each_other(own: Path) -> None:
    a_pack(own, "Plums")
    a_pack(own, "Pears")
    assert headfirst("lint", own).exit_code == 0


def test_nothing_is_overwritten(own: Path) -> None:
    path = a_pack(own)
    path.write_text("mine", encoding="utf-8")
    result = headfirst("new", "Plums", "--folder", own)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, "mine")
    assert "is there already" in result.stderr


def test_a_name_in_another_script_has_a_key_beside_it(tmp_path: Path) -> None:
    result = headfirst("new", "開いた扉", "--key", "hiraita tobira", "--folder", tmp_path)
    assert result.exit_code == 0, result.stderr
    pack = yaml.safe_load((tmp_path / "hiraita_tobira.yaml").read_text(encoding="utf-8"))
    assert (pack["key"], pack["name"]) == ("hiraita_tobira", "開いた扉")
    assert headfirst("lint", tmp_path).exit_code == 0


def test_a_short_scene_is_advised_against_and_is_no_problem(tmp_path: Path) -> None:
    headfirst("new", "Öffne die Tür", "--folder", tmp_path)
    file = tmp_path / "offne_die_tur.yaml"
    pack = yaml.safe_load(file.read_text(encoding="utf-8"))
    pack["experiments"][0]["scene"] = "It rains. She waits at the door."
    file.write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    result = headfirst("lint", file)
    assert result.exit_code == 0, result.stdout
    assert "experiments[1].scene: advice: has 11 words with its question" in result.stdout


@pytest.mark.parametrize("name", ["12 plums", "梅", "", "p" * 61, "a\nb"])
def test_a_name_that_makes_no_key_is_refused(name: str) -> None:
    result = headfirst("new", name)
    assert result.exit_code == 1
    assert "begins with a letter" in result.stderr


def test_a_long_name_makes_a_key_that_fits(own: Path) -> None:
    headfirst("new", "The very long name of a pack about doors, all open", "--folder", own)
    assert headfirst("lint", own).exit_code == 0


def test_a_folder_that_is_not_there_is_said_in_a_sentence() -> None:
    assert headfirst("new", "Plums", "--folder", "nowhere").stderr.startswith("Can't write nowhere")


# --- preview ---


@pytest.mark.parametrize("key", list(load().frameworks))
def test_a_preview_shows_all_that_can_be_posted_within_eighty_columns(key: str) -> None:
    pack = load().framework(key)
    result = headfirst("preview", key)
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if len(line) > 80] == []
    told = " ".join(result.output.split())
    for each in (*pack.experiments, *pack.case_studies):
        assert all(" ".join(words.split()) in told for words in (each.title, each.scene, each.question))
    for words in (*pack.story_prompts, *(plan.try_today for plan in pack.game_plans)):
        assert words in told


def test_a_file_can_be_previewed_before_it_is_installed(own: Path) -> None:
    assert "One wet umbrella" in headfirst("preview", a_pack(own)).output


def test_an_installed_pack_is_previewed_by_its_key(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_pack(own)
    monkeypatch.setenv("PACKS_DIR", str(own))
    assert "One wet umbrella" in headfirst("preview", "plums").output


def test_square_brackets_are_words_like_any_other(own: Path) -> None:
    assert "[red]Plums[/red]" in headfirst("preview", a_pack(own, tagline='"[red]Plums[/red]"')).output


def test_what_cannot_be_previewed_says_why(own: Path) -> None:
    broken = a_pack(own, setting="beach")
    assert f"headfirst packs lint {broken}" in headfirst("preview", broken).stderr
    assert "There's no pack and no file called 'pears'" in headfirst("preview", "pears").stderr


# --- at start ---


def test_a_teams_own_packs_stand_beside_the_built_in_ones(own: Path) -> None:
    a_pack(own)
    assert list(catalog(Config(packs_dir=str(own))).frameworks) == [*load().frameworks, "plums"]


def test_a_wrong_pack_is_refused_with_its_reasons_logged_and_the_rest_goes_on(own: Path) -> None:
    a_pack(own, "Plums", setting="beach", emoji="plum")
    a_pack(own, "Pears")
    with structlog.testing.capture_logs() as log:
        found = catalog(Config(packs_dir=str(own)))
    assert list(found.frameworks) == [*load().frameworks, "pears"]
    assert [entry["event"] for entry in log] == ["packs.refused", "packs.problem", "packs.problem"]
    assert [entry.get("field") for entry in log] == [None, "emoji", "experiments[1].setting"]
    assert {entry["file"] for entry in log} == {"plums.yaml"}


def test_stiff_words_keep_no_pack_out_of_the_bot(own: Path) -> None:
    a_pack(own, tagline="We utilise a methodology.")
    assert "plums" in catalog(Config(packs_dir=str(own))).frameworks


def test_an_empty_folder_is_no_trouble_and_a_missing_one_is(own: Path) -> None:
    assert catalog(Config(packs_dir=str(own))) == load()
    with pytest.raises(ConfigError, match="PACKS_DIR must be an existing folder"):
        catalog(Config(packs_dir="nowhere"))
