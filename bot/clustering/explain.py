"""Say in sentences for people why a story is in its cluster, or why not."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.clustering.linking import Options
from bot.model import Decision

_NAMES = {
    "words": "weighted words in common",
    "rare": "rare words in common",
    "title": "words of the titles in common",
    "names": "names in common",
    "numbers": "numbers in common",
    "lead_least": "first words of each that the other has",
    "other_numbers": "numbers that differ",
    "other_names": "names that differ",
}


def explain(decision: Decision, options: Options, named: Callable[[str], str] = str) -> list[str]:
    """Return the reasons, the most important first. One sentence each, with a full stop.

    *named* turns the key of a story into what people know it by; a cluster is named after its founding story.
    """
    return list(_sentences(decision, options, named))


def _sentences(decision: Decision, options: Options, named: Callable[[str], str]) -> Iterator[str]:
    evidence = decision.evidence
    if evidence.nearest is None:
        yield "Founded a cluster of its own: no story of the window shares a weighty word with it."
        return
    too_far = evidence.gap is not None and evidence.gap > options.window
    yield _verdict(decision, options, named, too_far=too_far)
    yield f"The story most like it is {named(evidence.nearest)} (likeness {evidence.measures['likeness']:.2f})."
    if evidence.shared:
        yield f"Both have these words, the weightiest first: {', '.join(evidence.shared)}."
    found = [f"{name} {evidence.measures[key]:.2f}" for key, name in _NAMES.items() if evidence.measures.get(key)]
    if found:
        yield f"Measured from 0 to 1: {', '.join(found)}."
    if evidence.gap is not None:
        yield f"Their sources dated them {_span(evidence.gap)} apart; up to {_span(options.window)} is allowed."
    if decision.kind == "join":
        yield _copy(decision, options, named)
    yield _otherwise(decision, options, too_far=too_far)


def _verdict(decision: Decision, options: Options, named: Callable[[str], str], *, too_far: bool) -> str:
    if decision.kind == "join":
        needed = f"score {decision.score:.2f}, at least {options.threshold:.2f} is needed"
        return f"Joined the cluster of {named(decision.cluster)}: {needed}."
    if decision.score < options.threshold:
        reason = f"score {decision.score:.2f}, at least {options.threshold:.2f} is needed"
    elif too_far:
        reason = "the claimed times are too far apart"
    else:
        reason = "they are in different languages"
    nearest = named(decision.refused or "")
    return f"Founded a cluster of its own; the nearest one, that of {nearest}, was refused: {reason}."


def _copy(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    score, needed = decision.evidence.measures["copy"], f"{options.copy_threshold:.2f}"
    if decision.copy == decision.story:
        return (
            f"It is a text of its own there: copy score {score:.2f} with the story most like it, {needed} makes a copy."
        )
    return f"It is a copy of {named(decision.copy)}: copy score {score:.2f} with the story most like it, {needed} makes a copy."


def _otherwise(decision: Decision, options: Options, *, too_far: bool) -> str:
    distance = abs(decision.score - options.threshold)
    if decision.kind == "join":
        return f"It would have founded its own cluster if the score were {distance:.2f} lower, or the threshold higher than that."
    if decision.score < options.threshold:
        times = " and the claimed times were nearer" if too_far else ""
        return f"It would have joined if the score were {distance:.2f} higher{times}, or the threshold as much lower."
    if too_far:
        return f"It would have joined if the claimed times were at most {_span(options.window)} apart."
    return "It would have joined if both were in one language, or one of the languages were unknown."


def _span(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours:.1f} hours" if hours < 48 else f"{hours / 24:.1f} days"
