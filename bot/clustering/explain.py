"""Say in sentences for people why a story is in its cluster, or why not; and why two stories are together or apart."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.clustering.counterfactuals import Otherwise, Otherwises
from bot.clustering.encoder import LANGUAGES
from bot.clustering.finding import NOTHING, Between, Found
from bot.clustering.linking import Options
from bot.clustering.saying import brief, listed, scored, sentences, span
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
_FOREIGN_NAMES = {
    "meaning": "likeness of what both begin with",
    "same_numbers": "numbers in common",
    "other_numbers": "numbers that differ",
}
_MOST_CHANGES = 3
_MOST_WORDS = 8  # of a change; more are counted
#: A score that is weighed anew is told where it differs by this much. Arbitrary: less is the stream's doing.
_ANOTHER_SCORE = 0.02
_LACKING = {
    "names": "without the names in common",
    "numbers": "without the numbers in common",
    "title": "without the words that both titles have",
}
_HAVING = {
    "names": "with the names of the other in place of its own",
    "numbers": "with the numbers of the other in place of its own",
    "title": "under the title of the other",
    "language": "in one language with the other",
}


def explain(
    decision: Decision, options: Options, named: Callable[[str], str] = str, found: Found = NOTHING
) -> list[str]:
    """Return the reasons, the most important first. One sentence each, with a full stop.

    *named* turns the key of a story into what people know it by; a cluster is named after its founding story. *found* is what
    was found in the texts; without it, what was measured is told.
    """
    return list(_sentences(decision, options, named, found))


def explain_pair(decision: Decision, options: Options, found: Found) -> list[str]:
    """Return why two stories would be together or apart if there were no others: `Clusterer.compare` of them."""
    too_far = _is_too_far(decision, options)
    verdict = "they report one event" if decision.kind == "join" else "they do not report one event"
    return [
        f"By themselves, {verdict}: {_reason(decision, options, too_far=too_far)}.",
        *_two_languages(decision),
        *(sentences(found.common) if found.common else ()),
        *_copy_of_pair(decision, options),
        *(changes(found.otherwise, decision, options, of_pair=True) if found.otherwise else ()),
    ]


def explain_despite(decision: Decision, despite: Between, named: Callable[[str], str] = str) -> list[str]:
    """Return why two stories are where they are, though by themselves they would not be; nothing if they would."""
    by_themselves = decision.kind == "join"
    if despite.together and not by_themselves:
        scores = f"scores {despite.scores[0]:.2f} and {despite.scores[1]:.2f}"
        link = f"; most like both is {named(despite.link)} ({scores})" if despite.link else ""
        return [f"They are together all the same, through the other stories of their cluster{link}."]
    if by_themselves and not despite.together and despite.stories:
        scores = f"the second scores {despite.scores[0]:.2f} and the first {despite.scores[1]:.2f}"
        return [f"They are apart all the same: held against all stories of the other's cluster, {scores}."]
    return []


def in_brief(found: Found, named: Callable[[str], str] = str) -> str:
    """Return in one sentence why a story is with the others; "" if nothing was found."""
    if found.nearest is None or found.common is None:
        return ""
    said = brief(found.common) or "the words of both are alike."
    return f"Goes with {named(found.nearest)}: {said[0].lower()}{said[1:]}"


def _sentences(decision: Decision, options: Options, named: Callable[[str], str], found: Found) -> Iterator[str]:
    evidence = decision.evidence
    if evidence.nearest is None:
        yield "Founded a cluster of its own: no story of the window shares a weighty word with it."
        return
    too_far = _is_too_far(decision, options)
    yield _verdict(decision, options, named, too_far=too_far)
    yield from _most_like(decision, named)
    if evidence.languages is None and found.common is not None and found.nearest is not None:
        if found.nearest != evidence.nearest:
            yield f"Of the stories that are there now, {named(found.nearest)} is most like it."
        yield from sentences(found.common, "the other", "this one")
    else:
        yield from _measured(decision)
    if evidence.gap is not None and (too_far or found.common is None):
        yield f"Their sources dated them {span(evidence.gap)} apart; up to {span(options.window)} is allowed."
    if decision.kind == "join":
        yield _copy(decision, options, named)
    if found.otherwise is not None:
        yield from changes(found.otherwise, decision, options)
    else:
        yield _otherwise(decision, options, too_far=too_far)


def _is_too_far(decision: Decision, options: Options) -> bool:
    return decision.evidence.gap is not None and decision.evidence.gap > options.window


def _most_like(decision: Decision, named: Callable[[str], str]) -> Iterator[str]:
    evidence = decision.evidence
    nearest, likeness = named(evidence.nearest or ""), f"(likeness {evidence.measures['likeness']:.2f})"
    if evidence.languages is None:
        yield f"The story most like it is {nearest} {likeness}."
        return
    own, other = (LANGUAGES.get(language, language) for language in evidence.languages)
    yield f"The story most like it is {nearest}, told in {other} {likeness}."
    yield (
        f"It is itself in {own}: two languages are compared by meaning, numbers and names, "
        "and only where a story has no cluster in its own."
    )


def _two_languages(decision: Decision) -> Iterator[str]:
    if decision.evidence.languages is not None:
        own, other = (LANGUAGES.get(language, language) for language in decision.evidence.languages)
        yield f"One is told in {other}, one in {own}: they are compared by meaning, numbers and names."


def _measured(decision: Decision) -> Iterator[str]:
    evidence, names = decision.evidence, _NAMES if decision.evidence.languages is None else _FOREIGN_NAMES
    if evidence.shared:
        what = "these words, the weightiest first" if evidence.languages is None else "these numbers and names"
        yield f"Both have {what}: {', '.join(evidence.shared)}."
    measured = [f"{name} {evidence.measures[key]:.2f}" for key, name in names.items() if evidence.measures.get(key)]
    if measured:
        yield f"Measured from 0 to 1: {', '.join(measured)}."


def _verdict(decision: Decision, options: Options, named: Callable[[str], str], *, too_far: bool) -> str:
    reason = _reason(decision, options, too_far=too_far)
    if decision.kind == "join":
        return f"Joined the cluster of {named(decision.cluster)}: {reason}."
    nearest = named(decision.refused or "")
    return f"Founded a cluster of its own; the nearest one, that of {nearest}, was refused: {reason}."


def _reason(decision: Decision, options: Options, *, too_far: bool) -> str:
    if decision.kind == "join" or decision.score < options.threshold:
        return f"score {scored(decision.score, options.threshold)}, at least {options.threshold:.2f} is needed"
    return "the claimed times are too far apart" if too_far else "they are in different languages"


def _copy(decision: Decision, options: Options, named: Callable[[str], str]) -> str:
    if decision.evidence.languages is not None:
        return "It is a text of its own there: what is told in another language is no copy."
    what = "a text of its own there" if decision.copy == decision.story else f"a copy of {named(decision.copy)}"
    return f"It is {what}: {_copy_score(decision, options)} makes a copy."


def _copy_of_pair(decision: Decision, options: Options) -> Iterator[str]:
    if decision.kind == "join" and decision.evidence.languages is None:
        what = "Each is a text of its own" if decision.copy == decision.story else "One is a copy of the other"
        yield f"{what}: copy score {scored(decision.evidence.measures['copy'], options.copy_threshold)}, {options.copy_threshold:.2f} makes a copy."


def _copy_score(decision: Decision, options: Options) -> str:
    score = f"copy score {scored(decision.evidence.measures['copy'], options.copy_threshold)}"
    return f"{score} with the story most like it, {options.copy_threshold:.2f}"


def changes(found: Otherwises, decision: Decision, options: Options, *, of_pair: bool = False) -> Iterator[str]:
    """Say what would have changed the decision; if nothing that was tried would, say so."""
    if abs(found.score - decision.score) >= _ANOTHER_SCORE:
        yield f"Weighed anew, with the stories that are there now, the score is {scored(found.score, options.threshold)}."
    changing = [change for change in found.changes if change.joins != found.joins][:_MOST_CHANGES]
    for change in changing:
        said = f"{_said(change, found, of_pair=of_pair)}{_with_what(change, found)}"
        yield f"{said[0].upper()}{said[1:]}, {_outcome(change, of_pair=of_pair)}{_with_score(change, options)}."
    if not changing and found.changes:
        tried = [
            f"{_said(change, found, of_pair=of_pair)} (score {scored(change.score, options.threshold)})"
            for change in found.changes
        ]
        yield f"None of these would have changed that: {listed(tried)}."


def _said(change: Otherwise, found: Otherwises, *, of_pair: bool) -> str:
    if change.kind == "time":
        apart, last = span(change.apart or timedelta(0)), "the other" if of_pair else "the last of the others"
        return (
            f"published more than {apart} after {last}" if found.joins else f"published at most {apart} from the other"
        )
    if change.kind == "words":
        if len(change.what) > _MOST_WORDS:
            return f"without {len(change.what)} of the words in common, the rarest"
        return (
            f"without the {'words' if len(change.what) > 1 else 'word'} {listed([f'“{word}”' for word in change.what])}"
        )
    return _LACKING[change.kind] if found.joins else _HAVING[change.kind]


def _with_what(change: Otherwise, found: Otherwises) -> str:
    """Name what was changed, as far as it is not told before."""
    if change.kind not in {"names", "numbers"} or found.joins:
        return ""
    shown, more = change.what[:_MOST_WORDS], len(change.what) - _MOST_WORDS
    return f" ({listed([*shown, f'{more} more'] if more > 0 else shown)})"


def _outcome(change: Otherwise, *, of_pair: bool) -> str:
    if of_pair:
        return f"they would be {'together' if change.joins else 'apart'}"
    return f"it would {'' if change.joins else 'not '}have joined"


def _with_score(change: Otherwise, options: Options) -> str:
    return "" if change.kind in {"time", "language"} else f": score {scored(change.score, options.threshold)}"


def _otherwise(decision: Decision, options: Options, *, too_far: bool) -> str:
    distance = abs(decision.score - options.threshold)
    if decision.kind == "join":
        return f"It would have founded its own cluster if the score were {distance:.2f} lower, or the threshold higher than that."
    if decision.score < options.threshold:
        times = " and the claimed times were nearer" if too_far else ""
        return f"It would have joined if the score were {distance:.2f} higher{times}, or the threshold as much lower."
    if too_far:
        return f"It would have joined if the claimed times were at most {span(options.window)} apart."
    return "It would have joined if both were in one language, or one of the languages were unknown."
