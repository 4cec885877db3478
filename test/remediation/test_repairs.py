"""Every remediable reason, from broken to verified."""

import pytest

from conftest import ACCOUNT, KEY, REGION, a_flow, a_key, every, flow_status, key_state, key_tags, off, rotation

REPAIRS = [
    {
        "name": "ROTATION_OFF: rotation is turned on",
        "key": a_key(Rotation=off()),
        "parameters": {},
        "writes": ["EnableKeyRotation"],
        "done": "The key rotates every 365 days.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {}},
    },
    {
        "name": "ROTATION_OFF: with the wanted period",
        "key": a_key(Rotation=off()),
        "parameters": {"RotationPeriodInDays": "180"},
        "writes": ["EnableKeyRotation"],
        "done": "The key rotates every 180 days.",
        "after": {"state": "Enabled", "rotation": (True, 180), "tags": {}},
    },
    {
        "name": "ROTATION_TOO_SLOW: a period that is too long is shortened",
        "key": a_key(Rotation=every(730)),
        "parameters": {"RotationPeriodInDays": "365"},
        "writes": ["EnableKeyRotation"],
        "done": "The key rotates every 365 days.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {}},
    },
    {
        "name": "ROTATION_TOO_SLOW: a rotation without a named period counts as a year",
        "key": a_key(Rotation={"KeyRotationEnabled": True}),
        "parameters": {"RotationPeriodInDays": "90"},
        "writes": ["EnableKeyRotation"],
        "done": "The key rotates every 90 days.",
        "after": {"state": "Enabled", "rotation": (True, 90), "tags": {}},
    },
    {
        "name": "KEY_PENDING_DELETION: the key is kept and enabled again, with the rotation it had",
        "key": a_key(KeyState="PendingDeletion", DeletionDate="2030-01-15", Rotation=every(200)),
        "parameters": {},
        "writes": ["CancelKeyDeletion", "EnableKey"],
        "done": "The deletion of the key is cancelled and the key is enabled.",
        "after": {"state": "Enabled", "rotation": (True, 200), "tags": {}},
    },
    {
        "name": "KEY_DISABLED: the key is enabled where that was chosen",
        "key": a_key(KeyState="Disabled"),
        "parameters": {"EnableDisabledKey": "true"},
        "writes": ["EnableKey"],
        "done": "The key is enabled.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {}},
    },
    {
        "name": "KEY_UNTAGGED, TAG_MISSING: the configured tags are added to those that are there",
        "key": a_key(Tags={"Team": "lake"}),
        "parameters": {"KeyTags": "Owner=data-platform, DataClass=internal=2"},
        "writes": ["TagResource"],
        "done": "The key is tagged Owner=data-platform, DataClass=internal=2.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {"Team": "lake", "Owner": "data-platform", "DataClass": "internal=2"}},
    },
    {
        "name": "TAG_VALUE_NOT_ALLOWED: another value is replaced where that was chosen",
        "key": a_key(Tags={"Owner": "nobody"}),
        "parameters": {"KeyTags": "Owner=data-platform", "ReplaceTagValues": "true"},
        "writes": ["TagResource"],
        "done": "The key is tagged Owner=data-platform.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {"Owner": "data-platform"}},
    },
    {
        "name": "several reasons at once are repaired in one run",
        "key": a_key(KeyState="PendingDeletion", Rotation=off()),
        "parameters": {"KeyTags": "Owner=data-platform"},
        "writes": ["CancelKeyDeletion", "EnableKey", "EnableKeyRotation", "TagResource"],
        "done": "The deletion of the key is cancelled and the key is enabled. The key rotates every 365 days. The key is tagged Owner=data-platform.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {"Owner": "data-platform"}},
    },
    {
        "name": "the primary of a multi-Region key is repaired like any key",
        "key": a_key(
            Rotation=off(),
            MultiRegion=True,
            MultiRegionConfiguration={"MultiRegionKeyType": "PRIMARY", "PrimaryKey": {"Arn": KEY, "Region": REGION}, "ReplicaKeys": []},
        ),
        "parameters": {},
        "writes": ["EnableKeyRotation"],
        "done": "The key rotates every 365 days.",
        "after": {"state": "Enabled", "rotation": (True, 365), "tags": {}},
    },
]


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case["name"])
def test_repairs_and_verifies(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[case["key"]])

    execution = remediate(**case["parameters"])

    assert (execution.status, execution.outputs["Verify.Outcome"], execution.outputs["Verify.Open"]) == ("Success", "FIXED", "none")
    assert execution.outputs["Verify.Done"] == case["done"]
    assert aws.writes() == case["writes"]
    assert {"state": key_state(), "rotation": rotation(), "tags": key_tags()} == case["after"]
    assert execution.outputs["Reevaluate.Status"] == "STARTED"
    assert aws.reevaluations() == ["appflow-flow-cmk"]


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case["name"])
def test_a_second_run_finds_nothing_to_do(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[case["key"]])
    remediate(**case["parameters"])
    written = len(aws.writes())

    second = remediate(**case["parameters"])

    assert (second.status, second.outputs["Verify.Outcome"]) == ("Success", "NOTHING_TO_DO")
    assert len(aws.writes()) == written


def test_takes_the_arn_of_a_flow_and_a_key_named_by_its_alias(start_aws, remediate):
    alias = f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/orders"
    start_aws(flows=[a_flow(kmsArn=alias)], keys=[a_key(Aliases=["alias/orders"], Rotation=off())])

    execution = remediate(FlowId=f"arn:aws:appflow:{REGION}:{ACCOUNT}:flow/orders-to-lake")

    assert execution.outputs["Verify.Outcome"] == "FIXED"
    assert execution.outputs["ExamineFlow.KeyArn"] == KEY
    assert rotation() == (True, 365)


def test_publishes_what_it_did(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])

    remediate()

    assert [message["subject"] for message in aws.messages()] == ["FIXED: AppFlow flow orders-to-lake"]
    assert aws.messages()[0]["message"].splitlines() == [
        "Remediation of AppFlow flow orders-to-lake (account 111122223333, eu-west-1): FIXED",
        "",
        "Done: The key rotates every 365 days.",
        "Open: none",
        f"Key: {KEY}",
        "Execution: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    ]


def test_quarantine_stops_a_flow_that_needs_another_key_and_leaves_the_verdict_alone(start_aws, remediate):
    aws = start_aws(flows=[{"flowName": "orders-to-lake"}])

    execution = remediate(QuarantineFlow="true")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "QUARANTINED")
    assert flow_status() == "Suspended"
    assert aws.writes() == ["StopFlow"]
    assert execution.outputs["Reevaluate.Status"].startswith("NOT_NEEDED")


def test_a_flow_in_quarantine_is_not_stopped_again(start_aws, remediate):
    aws = start_aws(flows=[{"flowName": "orders-to-lake"}])
    remediate(QuarantineFlow="true")

    second = remediate(QuarantineFlow="true")

    assert second.outputs["Verify.Outcome"] == "RECREATION_PLAN"
    assert second.outputs["Verify.Open"] == "The flow is already stopped (status Suspended)."
    assert aws.writes() == ["StopFlow"]
