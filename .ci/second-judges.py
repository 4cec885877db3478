"""Holds the rule's verdicts on key policies against two judges that nobody here wrote: python second-judges.py VERDICTS

VERDICTS is what scripts/print-policy-verdicts.ts prints: statements, each with whether a policy of it alone is open. The
judges are policyuniverse (Netflix) and Cloud Custodian's checker of KMS key policies. Where one of them differs, the table
of differences must know why; a reason of the table that explains nothing any more must go.
"""
import json
import logging
import re
import sys
from collections import Counter
from typing import Callable, NamedTuple

from c7n.resources.kms import KMSPolicyChecker
from policyuniverse.policy import Policy

def custodian_of(corpus):
    """Asked about everyone only, Cloud Custodian still wants a list of whom to trust: all that the corpus names in full."""
    return KMSPolicyChecker({
        "everyone_only": True,
        "allowed_accounts": set(re.findall(r"\b\d{12}\b", corpus)),
        "allowed_orgid": set(re.findall(r"\bo-[a-z0-9]+(?=[\"/])", corpus)),
        "allowed_vpc": set(re.findall(r"\bvpc-[a-z0-9]+(?=\")", corpus)),
        "allowed_vpce": set(re.findall(r"\bvpce-[a-z0-9]+(?=\")", corpus)),
    })


OPERATORS = {"StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"}
ARN_KEYS = {"aws:principalarn", "aws:sourcearn"}
ORGANIZATION_KEYS = {"aws:principalorgid", "aws:principalorgpaths"}
RESOURCE_KEYS = {"aws:resourceorgid", "aws:resourceaccount"}
NEW_KEYS = {"aws:sourceorgid", "aws:sourceorgpaths", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"}


class Condition(NamedTuple):
    operator: str
    key: str
    values: list


def conditions_of(statement):
    return [
        Condition(operator, key.lower(), [str(value) for value in (values if isinstance(values, list) else [values])])
        for operator, keys in statement.get("Condition", {}).items()
        for key, values in keys.items()
    ]


def some(of_condition):
    """Of the statement, what holds of one of its conditions."""
    return lambda statement: any(of_condition(condition) for condition in conditions_of(statement))


def some_value(pattern, keys=None):
    return some(lambda c: (keys is None or c.key in keys) and any(re.search(pattern, value) for value in c.values))


def several(statement):
    return len(conditions_of(statement)) > 1


def some_principal(kind, pattern):
    def holds(statement):
        principal = statement.get("Principal")
        named = principal.get(kind, []) if isinstance(principal, dict) else []
        return any(re.search(pattern, one) for one in (named if isinstance(named, list) else [named]))
    return holds


def for_all_values(condition):
    return condition.operator.startswith("ForAllValues:")


def early_wildcard(condition):
    text = condition.operator.removeprefix("ForAnyValue:").startswith("String")
    return text and condition.key in ARN_KEYS and any(re.match(r"arn:.*[*?].*:\d{12}:", v) for v in condition.values)


def misspelt(condition):
    return condition.operator not in OPERATORS and condition.operator.lower() in map(str.lower, OPERATORS)


class Difference(NamedTuple):
    judge: str
    rule_says: str
    explains: Callable
    reason: str


DIFFERENCES = [
    Difference("policyuniverse", "open", some(lambda c: c.operator.endswith("IfExists")),
               "takes ...IfExists for a restriction, which holds for requests without the key"),
    Difference("policyuniverse", "open", some(for_all_values),
               "takes ForAllValues for a restriction, which holds for requests without the key"),
    Difference("policyuniverse", "open", some(misspelt),
               "takes operators in any case; the rule wants them as AWS documents them"),
    Difference("policyuniverse", "open", some(lambda c: c.key in {"aws:sourceip", "aws:userid"}),
               "takes a network or a user id for a restriction; the rule wants an account, an organization or a VPC"),
    Difference("policyuniverse", "open", some_value(r"\?"),
               "does not know the wildcard ?"),
    Difference("policyuniverse", "open", some_value(r"\$\{"),
               "takes a policy variable for a fixed value"),
    Difference("policyuniverse", "open", some_value(r"^\*", ORGANIZATION_KEYS),
               "takes * alone for an organization, since it looks for o-*"),
    Difference("policyuniverse", "open", some_value(r"^arn:aws:s3:::.*\*", ARN_KEYS),
               "takes any ARN of S3 for a fixed value, a pattern of bucket names, too"),
    Difference("policyuniverse", "open", some(early_wildcard),
               "lets a wildcard before the account pass under String operators, whose wildcards run over colons"),
    Difference("policyuniverse", "open", some_value(r"^(\d{12}$|arn:aws:iam::aws:)", ARN_KEYS),
               "takes for fixed what is no ARN of an account, so long as it holds no wildcard"),
    Difference("policyuniverse", "open", some_principal("CanonicalUser", r"^\*$"),
               "does not look at principals of kind CanonicalUser"),
    Difference("policyuniverse", "closed", some(lambda c: c.key in NEW_KEYS),
               "does not know the condition keys of the source's organization and of VPC endpoints"),
    Difference("policyuniverse", "closed", some_value(r"^\$\{aws:Principal(OrgID|Account)\}$", RESOURCE_KEYS),
               "does not know the data perimeter by aws:ResourceOrgID and aws:ResourceAccount"),
    Difference("policyuniverse", "closed", several,
               "wants every condition to restrict; all must hold, so one that restricts suffices"),
    Difference("custodian", "open", some_principal("AWS", r"^arn:aws:iam::[^:]*\*[^:]*:"),
               "looks for the principal * alone when asked about everyone, not for ARNs of any account"),
    Difference("custodian", "open", some_principal("Service", r"^\*$"),
               "passes over every service; the rule leaves nobody out by a wildcard"),
    Difference("custodian", "open", some(for_all_values),
               "takes ForAllValues for a restriction, which holds for requests without the key"),
    Difference("custodian", "open", some(lambda c: c.key in {"kms:viaservice", "aws:sourceip"}),
               "takes a service or a network for a restriction; any account's principal may come through either"),
    Difference("custodian", "open", some_value("^o-a1b2c3d4e5$", {"aws:resourceorgid"}),
               "takes the organization of the key itself for a restriction of the caller"),
    Difference("custodian", "open", some(early_wildcard),
               "lets a wildcard before the account pass under String operators, whose wildcards run over colons"),
    Difference("custodian", "open", some_value(r"^\d{12}$", ARN_KEYS),
               "takes an account id for the ARN that the key holds"),
    Difference("custodian", "open", some(lambda c: c.values == []),
               "takes an empty list of values for a restriction"),
    Difference("custodian", "closed", some(lambda c: c.operator == "StringEqualsIgnoreCase"),
               "compares with its list of allowed organizations by case, whatever the operator"),
    Difference("custodian", "closed", some(lambda c: c.key in NEW_KEYS),
               "does not know the condition keys of the source's organization and of VPC endpoints"),
    Difference("custodian", "closed", some_value(r"^\$\{aws:(Principal|Resource)(OrgID|Account)\}$"),
               "does not know policy variables, so not the data perimeter either"),
    Difference("custodian", "closed", some_value(r"^arn:aws:s3:::[^*?]*$", ARN_KEYS),
               "wants an account in every ARN; a bucket's name is nobody else's"),
    Difference("custodian", "closed", several,
               "wants every condition to restrict; all must hold, so one that restricts suffices"),
]


def said(is_open):
    return "open" if is_open else "closed"


def main(path):
    # Cloud Custodian warns of each condition key that it does not know.
    logging.disable(logging.WARNING)
    with open(path, encoding="utf-8") as file:
        corpus = file.read()
    verdicts, custodian = json.loads(corpus), custodian_of(corpus)
    judges = {
        "policyuniverse": lambda policy: Policy(policy).is_internet_accessible(),
        "custodian": lambda policy: bool(custodian.check(policy)),
    }
    explained, problems, agreed = Counter(), [], Counter()
    for verdict in verdicts:
        statement, rule_says = verdict["statement"], said(verdict["open"])
        for judge, is_open in judges.items():
            judge_says = said(is_open({"Version": "2012-10-17", "Statement": [statement]}))
            if judge_says == rule_says:
                agreed[judge] += 1
                continue
            known = [d for d in DIFFERENCES if (d.judge, d.rule_says) == (judge, rule_says) and d.explains(statement)]
            explained.update((d.judge, d.rule_says, d.reason) for d in known)
            if not known:
                problems.append(f"The rule says {rule_says}, {judge} says {judge_says}: {json.dumps(statement)}")
    for judge in judges:
        print(f"{judge} agrees on {agreed[judge]} of {len(verdicts)} statements. It")
        for (by, rule_says, reason), count in explained.items():
            if by == judge:
                print(f"  {reason}: {count}, which the rule calls {rule_says}")
    problems += [
        f"No difference any more in that {d.judge} {d.reason}: take it out of the table."
        for d in DIFFERENCES
        if (d.judge, d.rule_says, d.reason) not in explained
    ]
    if problems:
        sys.exit("\n".join(problems))


main(*sys.argv[1:])
