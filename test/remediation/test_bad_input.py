"""Refusals, faults and interruptions: a clear outcome, and nothing broken."""

import pytest

from automation_values import Refused
from conftest import KEY, TOPIC, a_flow, a_key, every, key_state, key_tags, off, rotation

BAD_PARAMETERS = [
    {"name": "FlowId", "value": "orders to lake"},
    {"name": "FlowId", "value": "orders'; rm -rf /"},
    {"name": "FlowId", "value": ""},
    {"name": "FlowId", "value": "arn:aws:kms:eu-west-1:111122223333:key/orders"},
    {"name": "AutomationAssumeRole", "value": "remediation"},
    {"name": "RuleName", "value": "a rule"},
    {"name": "TopicArn", "value": "remediation"},
    {"name": "TopicArn", "value": f"{TOPIC} "},
    {"name": "EnableRotation", "value": "yes"},
    {"name": "EnableRotation", "value": True},
    {"name": "RotationPeriodInDays", "value": "89"},
    {"name": "RotationPeriodInDays", "value": "2561"},
    {"name": "RotationPeriodInDays", "value": "365 days"},
    {"name": "CancelDeletion", "value": "TRUE"},
    {"name": "EnableDisabledKey", "value": ""},
    {"name": "KeyTags", "value": "Owner"},
    {"name": "KeyTags", "value": "Owner=lake,"},
    {"name": "KeyTags", "value": "aws:owner=lake"},
    {"name": "KeyTags", "value": "Owner=lake,AWS:x=y"},
    {"name": "KeyTags", "value": "Owner={{ FlowId }}"},
    {"name": "ReplaceTagValues", "value": "1"},
    {"name": "QuarantineFlow", "value": "on"},
    {"name": "NewKeyArn", "value": "alias/orders"},
    {"name": "KeyId", "value": KEY},
]


@pytest.mark.parametrize("bad", BAD_PARAMETERS, ids=lambda bad: f"{bad['name']} {bad['value']!r}")
def test_refuses_a_parameter_before_anything_runs(bad, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])

    with pytest.raises(Refused, match=bad["name"]):
        remediate(**{bad["name"]: bad["value"]})

    assert aws.operations() == []


@pytest.mark.parametrize("period", ["90", "99", "100", "365", "999", "1000", "2499", "2559", "2560"])
def test_takes_every_period_that_kms_takes(period, start_aws, remediate):
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])

    assert remediate(RotationPeriodInDays=period).outputs["Verify.Outcome"] == "FIXED"


def test_a_flow_of_another_account_is_refused_although_a_namesake_is_here(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])

    execution = remediate(FlowId="arn:aws:appflow:eu-west-1:999988887777:flow/orders-to-lake")

    assert execution.status == "Failed"
    assert "is not a flow of account 111122223333 in eu-west-1: run this there." in execution.failures["ExamineFlow"]
    assert aws.operations() == []


TOPICS = [
    {"name": "no topic is configured", "world": {}, "topic": "", "published": "No: no topic is configured."},
    {"name": "the topic does not exist", "world": {"topics": []}, "topic": TOPIC, "published": "No: An error occurred (NotFound"},
    {"name": "publishing is denied", "world": {"denials": [{"action": "sns:Publish"}]}, "topic": TOPIC, "published": "No: An error occurred ("},
]


@pytest.mark.parametrize("case", TOPICS, ids=lambda case: case["name"])
def test_a_topic_is_no_condition_of_a_repair(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], **case["world"])

    execution = remediate(TopicArn=case["topic"])

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "FIXED")
    assert execution.outputs["Report.Published"].startswith(case["published"])
    assert aws.messages() == []
    assert aws.reevaluations() == ["appflow-flow-cmk"]


def test_publishes_in_the_region_of_the_topic(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key()])

    remediate(TopicArn="arn:aws:sns:us-east-1:111122223333:security")

    assert [call["region"] for call in aws.state()["calls"] if call["operation"] == "Publish"] == ["us-east-1"]


DENIED_WRITES = [
    {
        "name": "kms:EnableKeyRotation",
        "key": a_key(Rotation=off()),
        "open": "Not done: The key rotates every 365 days. Rotation is off. See step EnableKeyRotation of execution",
    },
    {
        "name": "kms:CancelKeyDeletion",
        "key": a_key(KeyState="PendingDeletion"),
        "open": "Not done: The deletion of the key is cancelled and the key is enabled. The key is PendingDeletion. See step CancelKeyDeletion of execution",
    },
    {
        "name": "kms:EnableKey",
        "key": a_key(KeyState="Disabled"),
        "open": "Not done: The key is enabled. The key is Disabled. See step EnableKey of execution",
    },
    {
        "name": "kms:TagResource",
        "key": a_key(),
        "open": "Not done: The key is tagged Owner=lake. The key lacks Owner=lake. See step TagKey of execution",
    },
]


@pytest.mark.parametrize("case", DENIED_WRITES, ids=lambda case: case["name"])
def test_a_denied_write_fails_the_execution_after_it_was_reported(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[case["key"]], denials=[{"action": case["name"]}])

    execution = remediate(EnableDisabledKey="true", KeyTags="Owner=lake")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")
    assert execution.outputs["Verify.Open"].startswith(case["open"])
    assert case["open"] in execution.failures["Conclude"]
    assert [message["subject"] for message in aws.messages()] == ["FAILED: AppFlow flow orders-to-lake"]


def test_one_denied_write_does_not_stop_the_other_repairs(start_aws, remediate):
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], denials=[{"action": "kms:EnableKeyRotation"}])

    execution = remediate(KeyTags="Owner=lake")

    assert execution.outputs["Verify.Done"] == "The key is tagged Owner=lake."
    assert (execution.status, key_tags(), rotation()) == ("Failed", {"Owner": "lake"}, (False, None))


def test_a_denied_stop_fails_the_execution(start_aws, remediate):
    start_aws(flows=[{"flowName": "orders-to-lake"}], denials=[{"action": "appflow:StopFlow"}])

    execution = remediate(QuarantineFlow="true")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")
    assert execution.outputs["Verify.Open"].startswith("Not done: The flow is stopped. The flow is still Active. See step StopFlow")


def test_a_write_that_answers_well_and_does_nothing_is_a_failure(start_aws, remediate):
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], faults=[{"operation": "EnableKeyRotation", "fault": "empty"}])

    execution = remediate()

    assert execution.steps["EnableKeyRotation"] == "Success"
    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")


UNREADABLE = [
    {"name": "appflow:DescribeFlow", "step": "ExamineFlow", "says": "Flow orders-to-lake could not be read, so nothing was changed"},
    {"name": "kms:DescribeKey", "step": "ExamineFlow", "says": f"Key {KEY} could not be read, so nothing was changed"},
    {"name": "kms:GetKeyRotationStatus", "step": "Conclude", "says": "The rotation of the key could not be read"},
    {"name": "kms:ListResourceTags", "step": "Conclude", "says": "The tags of the key could not be read"},
]


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case["name"])
def test_what_cannot_be_read_is_not_changed(case, start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key()], denials=[{"action": case["name"]}])

    execution = remediate(KeyTags="Owner=lake") if case["name"] != "kms:GetKeyRotationStatus" else remediate()

    assert execution.status == "Failed"
    assert case["says"] in execution.failures[case["step"]]
    assert aws.writes() == []


def test_a_read_denied_after_a_repair_still_reports_the_repair(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(KeyState="PendingDeletion")], denials=[{"action": "kms:GetKeyRotationStatus"}])

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")
    assert execution.outputs["Verify.Done"] == "The deletion of the key is cancelled and the key is enabled."
    assert "Done: The deletion of the key is cancelled" in aws.messages()[0]["message"]
    assert aws.reevaluations() == ["appflow-flow-cmk"]


@pytest.mark.parametrize("operation", ["DescribeFlow", "DescribeKey", "GetKeyRotationStatus", "EnableKeyRotation"])
def test_throttling_is_waited_out(operation, start_aws, remediate):
    faults = [{"operation": operation, "fault": "ThrottlingException", "times": 2}]
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], faults=faults)

    assert remediate().outputs["Verify.Outcome"] == "FIXED"


def test_a_retry_after_the_rotation_was_set_finishes_the_work(start_aws, remediate):
    """The first run dies between its act and its report."""
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])
    with pytest.raises(KeyboardInterrupt):
        remediate(before_step=dies_before("Verify"))

    retry = remediate()

    assert (retry.status, retry.outputs["Verify.Outcome"]) == ("Success", "NOTHING_TO_DO")
    assert aws.writes() == ["EnableKeyRotation"]
    # The first run never asked for a new verdict, so this one does.
    assert aws.reevaluations() == ["appflow-flow-cmk"]


def test_a_retry_after_the_deletion_was_cancelled_asks_before_it_enables(start_aws, remediate):
    """Nothing tells a key left disabled by a cancelled deletion from one that somebody disabled on purpose."""
    start_aws(flows=[a_flow()], keys=[a_key(KeyState="PendingDeletion")])
    with pytest.raises(KeyboardInterrupt):
        remediate(before_step=dies_before("EnableKey"))

    retry = remediate()
    chosen = remediate(EnableDisabledKey="true")

    assert retry.outputs["Verify.Outcome"] == "NEEDS_A_PERSON"
    assert (chosen.outputs["Verify.Outcome"], key_state()) == ("FIXED", "Enabled")


def test_a_key_that_another_run_repairs_meanwhile_is_no_failure(start_aws, remediate):
    """Several flows share one key: each has its own run, and the calls of the slower one are refused."""
    aws = start_aws(flows=[a_flow(), a_flow(flowName="orders-to-crm")], keys=[a_key(KeyState="PendingDeletion", Rotation=every(365))])

    def other_run_wins(step):
        if step == "CancelKeyDeletion":
            remediate(FlowId="orders-to-crm")

    execution = remediate(before_step=other_run_wins)

    assert execution.steps["CancelKeyDeletion"] == "Failed"
    assert (execution.status, execution.outputs["Verify.Outcome"], key_state()) == ("Success", "FIXED", "Enabled")
    assert aws.writes().count("EnableKeyRotation") == 0


def test_a_key_disabled_on_purpose_meanwhile_is_left_to_its_owner(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], faults=[{"operation": "EnableKeyRotation", "fault": "DisabledException"}])

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")
    assert "EnableKey" not in aws.writes()


REEVALUATIONS = [
    {"name": "one is running", "world": {"faults": [{"operation": "StartConfigRulesEvaluation", "fault": "ResourceInUseException"}]}, "status": "ALREADY_RUNNING"},
    {"name": "the limit is reached", "world": {"faults": [{"operation": "StartConfigRulesEvaluation", "fault": "LimitExceededException"}]}, "status": "ALREADY_RUNNING"},
    {"name": "it is denied", "world": {"denials": [{"action": "config:StartConfigRulesEvaluation"}]}, "status": "NOT_STARTED"},
    {"name": "the rule is gone", "world": {"deletedRules": ["appflow-flow-cmk"]}, "status": "NOT_STARTED"},
]


@pytest.mark.parametrize("case", REEVALUATIONS, ids=lambda case: case["name"])
def test_a_repair_stands_without_its_reevaluation(case, start_aws, remediate):
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], **case["world"])

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "FIXED")
    assert execution.outputs["Reevaluate.Status"].split(":")[0] == case["status"]


def dies_before(name):
    def before(step):
        if step == name:
            raise KeyboardInterrupt

    return before
