"""The permissions that the page beside the runbook lists are those that it uses: none missing, none idle."""

import re

import pytest

from conftest import RUNBOOK, TOPIC, a_flow, a_key, off

README = (RUNBOOK.parent / "README.md").read_text()
OFF = {"EnableRotation": "false", "CancelDeletion": "false", "TopicArn": ""}


def granted(switch):
    """The actions of the rows of one switch in the table of permissions."""
    rows = [row for row in re.findall(r"^\| (`\w+:\w+`.*?) \| .+? \| (.+?) \|$", README, re.MULTILINE) if row[1].split()[0].strip("`") == switch]
    return {action for actions, _ in rows for action in re.findall(r"`(\w+:\w+)`", actions)}


SWITCHES = [
    {"name": "EnableRotation", "value": "true", "key": a_key(Rotation=off())},
    {"name": "CancelDeletion", "value": "true", "key": a_key(KeyState="PendingDeletion")},
    {"name": "EnableDisabledKey", "value": "true", "key": a_key(KeyState="Disabled")},
    {"name": "KeyTags", "value": "Owner=lake", "key": a_key()},
    {"name": "QuarantineFlow", "value": "true", "key": a_key(KeyManager="AWS")},
    {"name": "TopicArn", "value": TOPIC, "key": a_key()},
]


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch["name"])
def test_a_switch_uses_the_actions_of_its_row(switch, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[switch["key"]])

    remediate(**{**OFF, switch["name"]: switch["value"]})

    # A flow that was only stopped is as non-compliant as before, so the rule is not asked.
    always = {"appflow:DescribeFlow", "kms:DescribeKey", "config:StartConfigRulesEvaluation"}
    asked = always if switch["name"] != "QuarantineFlow" else always - {"config:StartConfigRulesEvaluation"}
    assert granted("always") == always
    assert granted(switch["name"]) != set()
    assert {f"{call['service']}:{call['operation']}" for call in aws.state()["calls"]} == granted(switch["name"]) | asked
