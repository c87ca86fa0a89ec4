"""How a name is said: its pinyin, a syllable with its tone for each character."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from generator.model import written
from generator.model.spelling import refuse

_SYLLABLE = re.compile(r"[a-zü]+[1-5]|[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]+", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WRITE = (
    "每个字写一个带声调的音节，用空格隔开，例如 shàn xióng 或 shan4 xiong2",
    "write a syllable with its tone for each character, parted by blanks, like shàn xióng or shan4 xiong2",
)


def _check_pronunciation(value: str, info: ValidationInfo) -> str:
    """As many syllables as the name has characters."""
    syllables = value.split()
    for one in syllables:
        if not _SYLLABLE.fullmatch(one):
            refuse((f"里的“{one}”不是拼音", f"holds `{one}`, which is no pinyin"), _WRITE)
    characters = len(_HAN.findall(info.data.get("name") or ""))
    if characters and characters != len(syllables):
        refuse(
            (
                f"有 {len(syllables)} 个音节，名字有 {characters} 个字",
                f"has {len(syllables)} syllables, the name has {characters} characters",
            ),
            _WRITE,
        )
    return " ".join(syllables)


Pronunciation = Annotated[str, AfterValidator(_check_pronunciation), written.LINE]
PRONUNCIATION = Field(
    None, title="读音", description="容易读错的名字写拼音，带声调，盲文和朗读照它读，例如 shàn xióng"
)
