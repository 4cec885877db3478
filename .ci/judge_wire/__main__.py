"""Holds recorded requests and answers against AWS's service models as botocore carries them, both directions:

    python .ci/judge_wire RECORDING

The recording has one JSON object a line, as the scenarios write it where SCENARIO_WIRE_LOG names a file. Exit code: 0 where all
is as the models say, but for the differences that differences.py lists; 1 where something is not, or where the recording
shows too little to say so."""

import json
import sys
from collections import defaultdict
from pathlib import Path

from differences import DIFFERENCES
from exchanges import Problem, judge, signing_name

SERVICES = {
    "access-analyzer",
    "account",
    "appflow",
    "config",
    "iam",
    "kms",
    "organizations",
    "s3",
    "secretsmanager",
    "securityhub",
    "sts",
}
"""The services that rule and command ask: a recording without one of them is none of the scenarios."""


def main(recording: str) -> int:
    # By line feeds alone: a text may hold other characters that Python takes for the end of a line.
    lines = Path(recording).read_text(encoding="utf-8").split("\n")
    exchanges = [json.loads(line) for line in lines if line]
    found: dict[Problem, list[str]] = defaultdict(list)
    for exchange in exchanges:
        for problem in judge(exchange):
            found[problem].append(exchange["label"])
    complaints = [*unknown(found), *unmet(found), *unseen({signing_name(it["request"]) for it in exchanges})]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    print(f"{len(exchanges)} exchanges, {len(found)} differences from the models, {len(complaints)} complaints.")
    return 1 if complaints else 0


def unknown(found: dict[Problem, list[str]]) -> list[str]:
    complaints = []
    for problem, scenarios in found.items():
        rest = [it for it in scenarios if not any(known.covers(problem, it) for known in DIFFERENCES)]
        if rest:
            more = f" and {len(set(rest)) - 1} more" if len(set(rest)) > 1 else ""
            complaints.append(f"{problem}  [{rest[0]}{more}]")
    return complaints


def unmet(found: dict[Problem, list[str]]) -> list[str]:
    met = {known for known in DIFFERENCES for problem, names in found.items() for name in names if known.covers(problem, name)}
    return [f"A known difference does not occur any more, remove it: {known.fits}" for known in DIFFERENCES if known not in met]


def unseen(services: set[str]) -> list[str]:
    return [f"The recording shows no request to {service}: was it made?" for service in sorted(SERVICES - services)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]) if len(sys.argv) == 2 else __doc__)
