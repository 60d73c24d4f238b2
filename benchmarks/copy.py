"""How clean is the copy: furniture that is gone and sentences that are kept, on stories marked by hand.

    python -m benchmarks.copy [--of stories|apart|exam] [--misses] [--language de]

Prints a table by language; with --misses every line that is still there, every sentence that is gone, and wrong data.
"""

import argparse
from collections import defaultdict
from datetime import UTC, datetime

from benchmarks.copydesk import HOME, Outcome, judge, stories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--of", choices=("stories", "apart", "exam"), help="one of the sets; all if not given")
    parser.add_argument("--misses", action="store_true", help="print what is wrong")
    parser.add_argument("--language", help="one language; all if not given")
    wanted = parser.parse_args()
    sets = [wanted.of] if wanted.of else ["stories", "apart", "exam"]
    by: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for name in sets:
        for marked in stories(HOME / name):
            if wanted.language in {None, marked.language}:
                outcome = judge(marked)
                by[name, marked.language].append(outcome)
                if wanted.misses:
                    _print_misses(f"{marked.name} ({marked.facts['format']})", outcome)
    print(f"{datetime.now(UTC):%Y-%m-%d}\n")
    print("| set | language | stories | furniture | gone | sentences | kept | data | right |\n" + "|---" * 9 + "|")
    for (name, language), outcomes in sorted(by.items()):
        print(_row(name, language, outcomes))
    for name in sets:
        print(_row(name, "all", [one for (of, _), some in by.items() if of == name for one in some]))


def _print_misses(name: str, outcome: Outcome) -> None:
    for label, lines in (("LEFT", outcome.left), ("LOST", outcome.lost), ("DATA", outcome.wrong)):
        for line in lines:
            print(f"{label} {name}: {line}")


def _row(name: str, language: str, outcomes: list[Outcome]) -> str:
    furniture, sentences, data = (
        sum(getattr(one, key) for one in outcomes) for key in ("furniture", "sentences", "data")
    )
    left, lost, wrong = (sum(len(getattr(one, key)) for one in outcomes) for key in ("left", "lost", "wrong"))
    shares = (
        f"{1 - bad / count:.2%}" if count else "-"
        for bad, count in ((left, furniture), (lost, sentences), (wrong, data))
    )
    gone, kept, right = shares
    return f"| {name} | {language} | {len(outcomes)} | {furniture} | {gone} | {sentences} | {kept} | {data} | {right} |"


if __name__ == "__main__":
    main()
