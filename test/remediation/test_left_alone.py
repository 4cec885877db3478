"""What the runbook does not touch: what is good, what was not asked for, and what only a person may change."""

import pytest

from conftest import ACCOUNT, KEY, a_flow, a_key, every, off

OTHER_ACCOUNT = "arn:aws:kms:eu-west-1:999988887777:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
OTHER_REGION = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
PRIMARY = "arn:aws:kms:us-east-1:111122223333:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0"
REPLICA = "arn:aws:kms:eu-west-1:111122223333:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0"
REPLICA_KEY = {
    "Arn": REPLICA,
    "MultiRegion": True,
    "MultiRegionConfiguration": {
        "MultiRegionKeyType": "REPLICA",
        "PrimaryKey": {"Arn": PRIMARY, "Region": "us-east-1"},
        "ReplicaKeys": [{"Arn": REPLICA, "Region": "eu-west-1"}],
    },
}

LEFT_ALONE = [
    {
        "name": "a compliant flow",
        "keys": [a_key()],
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "a key that rotates more often than wanted",
        "keys": [a_key(Rotation=every(90))],
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "rotation that is off, where EnableRotation is false",
        "keys": [a_key(Rotation=off())],
        "parameters": {"EnableRotation": "false"},
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "an untagged key, where no tags are configured",
        "keys": [a_key(Tags={})],
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "a key that carries the configured tags already",
        "keys": [a_key(Tags={"Owner": "data-platform"})],
        "parameters": {"KeyTags": "Owner=data-platform", "ReplaceTagValues": "true"},
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "another value of a configured tag",
        "keys": [a_key(Tags={"Owner": "crm"})],
        "parameters": {"KeyTags": "Owner=data-platform"},
        "outcome": "NEEDS_A_PERSON",
        "open": "Tag Owner is 'crm', not 'data-platform', and ReplaceTagValues is false: it was left as it is.",
    },
    {
        "name": "a disabled key, where enabling was not chosen",
        "keys": [a_key(KeyState="Disabled", Rotation=off())],
        "outcome": "NEEDS_A_PERSON",
        "open": "The key is disabled (a cancelled deletion leaves it so, too) and EnableDisabledKey is false: its owner decides.",
    },
    {
        "name": "a key pending deletion, where cancelling was switched off",
        "keys": [a_key(KeyState="PendingDeletion", DeletionDate="2030-01-15")],
        "parameters": {"CancelDeletion": "false", "KeyTags": "Owner=data-platform"},
        "outcome": "NEEDS_A_PERSON",
        "open": "The key will be deleted on 2030-01-15 and CancelDeletion is false: its owner decides.",
    },
    {
        "name": "a primary key that waits for its replicas to be deleted",
        "keys": [a_key(KeyState="PendingReplicaDeletion")],
        "outcome": "NEEDS_A_PERSON",
        "open": "The key is in state PendingReplicaDeletion, which only the owner of the key or of its key store can end.",
    },
    {
        "name": "a key of imported material",
        "keys": [a_key(Origin="EXTERNAL")],
        "outcome": "NEEDS_A_PERSON",
        "open": "KMS cannot rotate a key of origin EXTERNAL by itself: rotate imported material on demand,"
        " let the rule accept such keys (nonRotatableKeys), or recreate the flow with another key.",
    },
    {
        "name": "a replica, whose primary in another Region rotates for it",
        "flow": a_flow(kmsArn=REPLICA),
        "keys": [REPLICA_KEY, {"Arn": PRIMARY, "Rotation": off()}],
        "outcome": "NEEDS_A_PERSON",
        "open": "The key is a replica and rotates with its primary key, in us-east-1: aws kms enable-key-rotation"
        f" --key-id {PRIMARY} --rotation-period-in-days 365 --region us-east-1",
    },
    {
        "name": "a replica whose primary rotates",
        "flow": a_flow(kmsArn=REPLICA),
        "keys": [REPLICA_KEY, {"Arn": PRIMARY}],
        "outcome": "NOTHING_TO_DO",
        "open": "none",
    },
    {
        "name": "a key of another account, even one that is shared",
        "flow": a_flow(kmsArn=OTHER_ACCOUNT),
        "keys": [{"Arn": OTHER_ACCOUNT, "Rotation": off(), "SharedWith": [ACCOUNT]}],
        "outcome": "KEY_ELSEWHERE",
        "open": f"Key {OTHER_ACCOUNT} belongs to another account or Region: its owner has to act there, nothing was touched.",
    },
    {
        "name": "a key of another Region",
        "flow": a_flow(kmsArn=OTHER_REGION),
        "keys": [{"Arn": OTHER_REGION, "KeyState": "Disabled"}],
        "parameters": {"EnableDisabledKey": "true", "QuarantineFlow": "true"},
        "outcome": "KEY_ELSEWHERE",
        "open": f"Key {OTHER_REGION} belongs to another account or Region: its owner has to act there, nothing was touched.",
    },
    {
        "name": "a flow that is gone",
        "flow": a_flow(flowName="another-flow"),
        "keys": [a_key(Rotation=off())],
        "outcome": "FLOW_GONE",
        "open": "none",
    },
    {
        "name": "a flow that is being deleted",
        "flow": a_flow(flowStatus="Deleted"),
        "keys": [a_key(Rotation=off())],
        "outcome": "FLOW_GONE",
        "open": "none",
    },
]


@pytest.mark.parametrize("case", LEFT_ALONE, ids=lambda case: case["name"])
def test_touches_nothing_and_says_why(case, start_aws, remediate):
    aws = start_aws(flows=[case.get("flow", a_flow())], keys=case["keys"])

    execution = remediate(**case.get("parameters", {}))

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", case["outcome"])
    assert execution.outputs["Verify.Done"] == "Nothing was changed."
    assert execution.outputs["Verify.Open"] == case["open"]
    assert aws.writes() == []
    assert [message["subject"] for message in aws.messages()] == [f"{case['outcome']}: AppFlow flow orders-to-lake"]


SWITCHES = [
    {"name": "CancelDeletion", "off": "false", "key": a_key(KeyState="PendingDeletion"), "write": "CancelKeyDeletion"},
    {"name": "EnableDisabledKey", "off": "false", "key": a_key(KeyState="Disabled"), "write": "EnableKey"},
    {"name": "EnableRotation", "off": "false", "key": a_key(Rotation=off()), "write": "EnableKeyRotation"},
    {"name": "KeyTags", "off": "", "key": a_key(), "write": "TagResource"},
    {"name": "QuarantineFlow", "off": "false", "key": a_key(KeyManager="AWS"), "write": "StopFlow"},
]
ALL_ON = {"CancelDeletion": "true", "EnableDisabledKey": "true", "EnableRotation": "true", "KeyTags": "Owner=lake", "QuarantineFlow": "true"}


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch["name"])
def test_each_act_has_its_own_switch(switch, start_aws, remediate):
    world = {"flows": [a_flow()], "keys": [switch["key"]]}
    with_it = start_aws(**world)
    remediate(**ALL_ON)
    without_it = start_aws(**world)
    remediate(**{**ALL_ON, switch["name"]: switch["off"]})

    assert switch["write"] in with_it.writes()
    assert switch["write"] not in without_it.writes()


def test_reads_no_tags_and_no_rotation_that_it_was_not_asked_to_set(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key()])

    remediate(EnableRotation="false")

    assert aws.operations() == ["DescribeFlow", "DescribeKey", "DescribeKey", "Publish", "StartConfigRulesEvaluation"]


def test_touches_no_key_of_another_flow(start_aws, remediate):
    other = KEY.replace("0a1b2c3d", "ffffffff")
    aws = start_aws(flows=[a_flow(), a_flow(flowName="other", kmsArn=other)], keys=[a_key(Rotation=off()), {"Arn": other, "Rotation": off()}])

    remediate()

    touched = [call["input"]["KeyId"] for call in aws.state()["calls"] if call["operation"] == "EnableKeyRotation"]
    assert touched == [KEY]
