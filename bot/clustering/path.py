"""Say in sentences for people how a story came to the cluster that it is in: as `explain`, with its moves, merges and splits."""

from collections.abc import Callable, Iterator, Sequence

from bot.clustering.explain import changes, explain
from bot.clustering.finding import NOTHING, Found
from bot.clustering.linking import Options
from bot.clustering.repair import LASTING
from bot.clustering.saying import scored, sentences
from bot.model import Decision, Ruling

_EDITED = {
    ("merge", "merge"): "An editor put the cluster of {story} together with that of {own} on {day}.",
    ("merge", "split"): "An editor put the cluster of {story} together with that of {own} on {day}.",
    ("merge", "undo"): "An editor took back on {day} that the cluster of {story} is apart from that of {own}.",
    ("split", "split"): "An editor split it off from the cluster of {former} on {day}.",
    ("split", "apart"): "An editor put it apart from the cluster of {former} on {day}.",
    ("split", "undo"): "An editor took back on {day} that it is together with the cluster of {former}.",
    ("join", "split"): "An editor put it together with the cluster of {own} on {day}.",
    ("join", "merge"): "An editor put it together with the cluster of {own} on {day}.",
}


def explain_path(
    decision: Decision,
    merges: Sequence[Decision],
    options: Options,
    named: Callable[[str], str] = str,
    found: Found = NOTHING,
) -> list[str]:
    """Return why the story is where the last decision about it put it, then the *merges* that carried it from there.

    One sentence each, with a full stop; *named* turns the key of a story into what people know it by, *found* is what was
    found in the texts.
    """
    said = list(_placed(decision, options, named, found))
    for merge in merges:
        said += [_said(merge, options, named), *_alike(merge, named, found)]
    return said


def came_by(
    decision: Decision, merges: Sequence[Decision], options: Options, named: Callable[[str], str] = str
) -> list[str]:
    """Return the moves, merges and splits alone, in their order; they say nothing of how stories are alike."""
    repairs = [decision, *merges] if _is_repair(decision) else merges
    return [_said(one, options, named) for one in repairs]


def _is_repair(decision: Decision) -> bool:
    return decision.kind == "merge" or decision.former is not None or decision.evidence.editor is not None


def _placed(decision: Decision, options: Options, named: Callable[[str], str], found: Found) -> Iterator[str]:
    if not _is_repair(decision):
        yield from explain(decision, options, named, found)
        return
    yield from came_by(decision, (), options, named)
    if decision.kind == "merge":
        yield from _alike(decision, named, found)
    elif decision.evidence.nearest is not None and decision.evidence.editor is None:
        yield from explain(decision, options, named, found)[1:]  # the move says what its verdict would
    elif found.nearest is not None and found.common is not None:
        yield f"The story most like it there is {named(found.nearest)}."
        yield from sentences(found.common, "the other", "this one")
        # What a story needs to join says nothing of what parted it from others.
        if found.otherwise is not None and decision.kind != "split" and decision.evidence.editor is None:
            yield from changes(found.otherwise, decision, options)


def _alike(merge: Decision, named: Callable[[str], str], found: Found) -> Iterator[str]:
    pair = found.alike.get(merge.story)
    if pair is not None:
        yield f"Most alike of their stories are {named(pair.one)} and {named(pair.other)}."
        yield from sentences(pair.common)


def _said(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    if decision.evidence.editor is not None:
        return _edited(decision, decision.evidence.editor, named)
    return _merged(decision, options, named) if decision.kind == "merge" else _moved(decision, options, named)


def _edited(decision: Decision, ruling: Ruling, named: Callable[[str], str]) -> str:
    """Say what an editor decided, or took back."""
    sentence = _EDITED[decision.kind, ruling.kind]
    former = "" if decision.former is None else named(decision.former)
    story = named(decision.story) if decision.kind == "merge" else ""
    return sentence.format(own=named(decision.cluster), former=former, story=story, day=f"{ruling.at:%Y-%m-%d}")


def _moved(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    if decision.kind == "split":
        return _split_off(decision, options, named)
    where = f"Moved here from the cluster of {named(decision.former or '')}"
    return f"{where}, because it is more like that of {named(decision.cluster)}: {_score(decision, options)}."


def _split_off(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    where = f"Split off from the cluster of {named(decision.former or '')}"
    together, apart = LASTING * options.threshold, scored(decision.score, LASTING * options.threshold)
    return f"{where}, because the stories of that are less like it than one another: score {apart}, at least {together:.2f} is needed to stay."


def _merged(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    what = f"The cluster of {named(decision.story)} was merged into that of {named(decision.cluster)}"
    return f"{what}, because the stories of both are alike: {_score(decision, options)}."


def _score(decision: Decision, options: Options) -> str:
    return f"score {scored(decision.score, options.threshold)}, at least {options.threshold:.2f} is needed"
