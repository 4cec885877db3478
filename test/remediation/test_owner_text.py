"""What the owner of a flow or of a key writes stays text: it draws no value into a report, and writes no line of its own."""

import json

import pytest

from conftest import ACCOUNT, KEY, REGION, a_flow, a_key, off

# A reference to a parameter, one to Parameter Store, one that appears when the inner one is gone, and a line that looks like a step.
HOSTILE = "{{ AutomationAssumeRole }} {{ssm:/prod/password}} {{{{ TopicArn }}}} {}\n9. aws kms disable-key\u202e\x1b[2J"
SHOWN = "{ { AutomationAssumeRole } } { {ssm:/prod/password} } { { { { TopicArn } } } } {}\ufffd9. aws kms disable-key\ufffd\ufffd[2J"


def said(execution, aws):
    """Everything that a run tells: its outputs, and what it published."""
    return [*execution.outputs.values(), *(text for message in aws.messages() for text in message.values())]


def assert_inert(execution, aws):
    assert [text for text in said(execution, aws) if "{{" in str(text) or "}}" in str(text)] == []


def test_the_definition_keeps_every_text_of_the_flow_and_holds_no_reference(start_aws, remediate):
    aws = start_aws(flows=[{"flowName": "orders-to-lake", "description": HOSTILE, "tags": {"{{ FlowId }}": HOSTILE}}])

    execution = remediate()

    assert execution.status == "Success"
    assert_inert(execution, aws)
    plan = execution.outputs["ExamineFlow.Plan"]
    definition = json.loads(plan.split("Definition (flow.json):\n")[1])
    assert (definition["description"], definition["tags"]) == (HOSTILE, {"{{ FlowId }}": HOSTILE})
    assert [line for line in plan.splitlines() if line.startswith("9.")] == []
    assert all(char.isprintable() for char in plan.replace("\n", ""))


def test_a_definition_without_such_text_is_written_as_it_is(start_aws, remediate):
    start_aws(flows=[{"flowName": "orders-to-lake", "description": 'Müller, "{x}" \\ {a} {b}'}])

    assert '"description": "Müller, \\"{x}\\" \\\\ {a} {b}"' in remediate().outputs["ExamineFlow.Plan"]


KEYS = [
    {"name": "no KMS ARN", "arn": HOSTILE, "says": f"Why: KEY_NOT_FOUND: KMS knows no key {SHOWN}."},
    {
        "name": "a key that KMS does not know",
        "arn": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{{{{ RuleName }}}}",
        "says": f"Why: KEY_NOT_FOUND: KMS knows no key arn:aws:kms:{REGION}:{ACCOUNT}:key/{{ {{ RuleName }} }}.",
    },
    {
        "name": "a key of another account",
        "arn": f"arn:aws:kms:{REGION}:999988887777:key/{{{{ RuleName }}}}",
        "says": f"Open: Key arn:aws:kms:{REGION}:999988887777:key/{{ {{ RuleName }} }} belongs to another account or Region",
    },
]


@pytest.mark.parametrize("case", KEYS, ids=lambda case: case["name"])
def test_the_key_that_a_flow_names_is_shown_as_text(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow(kmsArn=case["arn"])])

    execution = remediate()

    assert execution.status == "Success"
    assert_inert(execution, aws)
    assert case["says"] in aws.messages()[0]["message"]


def test_the_value_of_a_key_tag_is_shown_as_text(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Tags={"Owner": HOSTILE}, Rotation=off())])

    execution = remediate(KeyTags="Owner=data-platform")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "NEEDS_A_PERSON")
    assert_inert(execution, aws)
    note = f"Tag Owner is {SHOWN!r}, not 'data-platform', and ReplaceTagValues is false: it was left as it is."
    assert f"Open: {note}\nKey: {KEY}\n" in aws.messages()[0]["message"]
