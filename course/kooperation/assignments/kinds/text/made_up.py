"""A text by ability: a sample with its words, a part of one, a weak one, or none."""

from __future__ import annotations

import re

from kooperation.assignments.kinds.shared.made_up import Answerer


def made_up(one: Answerer) -> str:
    sentences = re.split(r"(?<=[.?!]) ", one.rng.choice(one.record["samples"]))
    level = one.ability + one.rng.gauss(0, 0.5)
    if level > 0.8:
        sentences.pop(one.rng.randrange(len(sentences)))
    elif level > -0.2:
        sentences = sentences[: max(2, len(sentences) // 2)]
    elif level > -1.8:
        return str(one.rng.choice(one.written["weak"]))
    else:
        return ""
    return " ".join(sentences)
