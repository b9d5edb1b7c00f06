"""Reads `training/`: texts and questions on them, as `training/README.md` describes."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path


@dataclass
class TrainingQuestion:
    text: str
    tag: str
    lines: list[int]
    any_of: bool

    @property
    def is_answered(self):
        return self.tag != "u"


@dataclass
class TrainingText:
    name: str
    lines: list[str]
    questions: list[TrainingQuestion]

    @property
    def befores(self):
        """The line before each."""
        return ["", *self.lines[:-1]]


def folded(text):
    """As the program folds before it embeds; the texts are in simplified characters already."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def read_training_texts(folder):
    return [read_text(path) for path in sorted(Path(folder).glob("**/*.tsv"))]


def read_text(path):
    numbered = [line.split("\t", 1) for line in path.with_suffix(".txt").read_text("utf8").splitlines() if "\t" in line]
    at = {number.strip(): index for index, (number, _) in enumerate(numbered)}
    questions = []
    for line in path.read_text("utf8").splitlines():
        if not line.strip():
            continue
        numbers, tag, text = line.split("\t")
        lines = [at[number.strip()] for number in numbers.replace("|", ",").split(",")]
        questions.append(TrainingQuestion(folded(text), tag.strip(), lines, "|" in numbers))
    return TrainingText(str(path), [folded(text.lstrip("#")) for _, text in numbered], questions)
