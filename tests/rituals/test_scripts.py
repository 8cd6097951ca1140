"""Words and letters of every script: how many there are, and that each is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import stories
from rituals.errors import TooShort
from rituals.scripts import count_words, indexed, length, terms
from rituals.stories import Filter
from rituals.stories.rules import alike
from rituals.workspaces import unnamed
from tests.cast import ANA, scene
from tests.databases import Act
from tests.rituals.telling import tell, told

JAPANESE = "お客様が印刷ボタンの場所を教えてくれました。"
CHINESE = "一位顾客教会我们怎么把发票合并。"
THAI = "ลูกค้าสอนให้เรารู้จักปุ่มลัดบนแป้นพิมพ์"
KOREAN = "고객님이 환불버튼을 먼저 찾아 주셨어요."
HINDI = "ग्राहक ने हमें नया रास्ता दिखाया"
ARABIC = "علمتنا الزبونة اختصارا جديدا"


@pytest.mark.parametrize(
    "text", [JAPANESE, CHINESE, THAI, KOREAN, HINDI, ARABIC, "顾客帮我们改了错字", "손님이 길을 알려줬어요"]
)
def test_a_whole_sentence_is_a_story_in_any_script(act: Act, text: str) -> None:
    assert tell(act, text=text).text == text


@pytest.mark.parametrize(
    "text", ["ありがとう", "谢谢你", "ขอบคุณครับ", "감사합니다", "شكرا جزيلا", "Thank you, really"]
)
def test_thanks_alone_are_no_story_in_any_script(act: Act, text: str) -> None:
    with pytest.raises(TooShort):
        tell(act, text=text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She doesn't wait – she waves.", 5),
        ("濡れた傘を持つ人が、駅前で待っています。", 9),
        ("她在雨里等最后一班车。", 5),
        ("เธอรอรถเมล์กลางสายฝน", 5),
        ("그녀는 비를 맞으며 막차를 기다린다.", 5),
        ("Er wartet 傘 im Regen", 5),
        (" … — ", 0),
    ],
)
def test_words_are_counted_as_their_script_has_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_letters_of_half_width_say_as_much_as_whole_ones() -> None:
    assert length("ｶﾀｶﾅ") == length("カタカナ") == 10


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, THAI, KOREAN])
def test_any_part_of_two_letters_is_found_inside_text_without_spaces(act: Act, text: str) -> None:
    tell(act, "form-0", text="A story in English, with 一 ボ ก 고 letters alone.")
    story = tell(act, text=text)
    runs = terms(text)
    parts = {
        run[a:b] for run in runs for a in range(len(run)) for b in range(a + 2, min(a + 6, len(run) + 1))
    }
    for part in (*sorted(parts)[::5], *runs):
        assert told(act, Filter(words=part)) == [story], part
    assert told(act, Filter(words=runs[0][-2:] + runs[0][:1])) == []


@pytest.mark.parametrize(
    ("written", "looked_for"),
    [
        ("In der Bahnhofstraße half uns ein Kunde.", "BAHNHOFSTRASSE Kunde"),
        ("In der Hauptstrasse half uns eine Kundin.", "Hauptstraße"),
        ("Das war in der Langen Straße, am Abend.", "strasse"),
        ("A café in São Paulo lent us its fridge.", "cafe sao"),
        ("Łukasz fixed the Øresund timetable for us.", "lukasz oresund"),
        ("We mend buttons for ﬁne coats all day.", "fine button"),
        ("ﾎﾞﾀﾝを押すだけで直るとお客様が言いました", "ボタン"),
        ("ボタンを押すだけで直るとお客様が言いました", "ﾎﾞﾀﾝ"),
        (HINDI, "रास्ता"),
        ("Ёжик помог нам найти ключ от склада", "ежик КЛЮЧ"),
        ("Our ボタンwidget broke, and a customer mended it.", "タンwidget"),
        ("He typed 'ボ'':*\\ | & into the form, and it held.", "ボ typed"),
        ("She wrote " + "ж" * 3000 + " she said, and meant it.", "ж" * 3000),
    ],
)
def test_a_word_is_found_however_it_is_written(act: Act, written: str, looked_for: str) -> None:
    story = tell(act, text=written)
    assert told(act, Filter(words=looked_for)) == [story]


def test_a_single_letter_is_found_wherever_it_stands(act: Act) -> None:
    story = tell(act, text="昨日、駅で傘を貸してくれた。")
    for letter in ("昨", "傘", "た", "で"):
        assert told(act, Filter(words=letter)) == [story], letter
    assert told(act, Filter(words="雪")) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_written_is_found_by_any_of_its_terms(before: str, after: str) -> None:
    kept = indexed(f"{before} {after}")
    assert all(part and not set(part) & set(" '\"\\\0") for part in kept)
    assert terms(f"{before} {after}") == [*terms(before), *terms(after)]


def test_the_same_moment_told_twice_is_noticed_without_spaces_too() -> None:
    assert alike("お客様が印刷ボタンの場所を教えてくれました", "印刷ボタンの場所をお客様が教えてくれました")
    assert not alike("お客様が印刷ボタンの場所を教えてくれました", "昨日は雨でバスが来ませんでした")


def test_a_name_without_spaces_around_it_is_taken_out_too() -> None:
    assert (
        unnamed("昨日は田中さんと林業の話をした。", ["田中", "林"])
        == "昨日はa teammateさんと林業の話をした。"
    )
    assert unnamed("Ana met Anabela.", ["Ana"]) == "a teammate met Anabela."


def test_what_is_looked_for_is_a_few_words(act: Act) -> None:
    story = tell(act, text=CHINESE)
    assert act(stories.page, scene(ANA), Filter(words="发票 " * 500)).stories == (story,)
