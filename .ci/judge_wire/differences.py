"""Where the scenarios differ from AWS's models on purpose, and why. Each must still occur: one that does not is to be removed."""

import re
from dataclasses import dataclass

from exchanges import Problem


@dataclass(frozen=True)
class Difference:
    """`fits` is a regular expression that finds something in a problem's text; `label` is the scenario that may differ so."""

    label: str
    fits: str
    reason: str

    def covers(self, problem: Problem, label: str) -> bool:
        return self.label == label and re.search(self.fits, str(problem)) is not None


DIFFERENCES = [
    Difference(
        label="not-applicable/other-flow-statuses.json",
        fits=r"lowStatus is 'Future', which the model does not list",
        reason="AWS adds statuses, and the rule judges a flow whose status it does not know",
    ),
    Difference(
        label="reasons/key-unusable.json",
        fits=r"KeyState is 'Frozen', which the model does not list",
        reason="AWS adds key states, and the rule takes one that it does not know for unusable",
    ),
    Difference(
        label="reasons/no-cmk.json",
        fits=r"answer: kmsArn (has 0 characters|is '')",
        reason="the rule takes an empty ARN for none, should AppFlow ever send one",
    ),
    Difference(
        label="reasons/key-arn-of-no-key.json",
        fits=r"answer: kmsArn (has 10 characters|is 'orders-key')",
        reason="the rule has an answer for what is no ARN",
    ),
    Difference(
        label="reasons/key-arn-of-no-key.json",
        fits=r"answer: kmsArn is 'arn:aws:kms:eu-west-1::key/",
        reason="the rule has an answer for an ARN without an account",
    ),
    Difference(
        label="reasons/key-arn-of-no-key.json",
        fits=r"answer: kmsArn is 'arn:aws:s3:::orders-key'",
        reason="the rule has an answer for the ARN of another service",
    ),
    Difference(
        label="organization/region-of-more-letters.json",
        fits=r"Arn is 'arn:aws-eusc:.*, which does not match arn:aws:",
        reason="AppFlow's model knows one partition, the only one that has AppFlow today; the rule is to work in the others too",
    ),
    Difference(
        label="sweeps/long-rule-name.json",
        fits=r"request: ConfigRuleName has 67 characters",
        reason="a rule's name may have 128 characters, but this operation takes 64: the rule asks all the same, and AWS's refusal tells it that old results cannot be read",
    ),
]
