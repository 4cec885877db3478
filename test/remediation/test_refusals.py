"""AWS refuses, throttles or does nothing: a clear outcome, and nothing broken."""

import pytest

from conftest import KEY, TOPIC, a_flow, a_key, every, key_tags, off, rotation

TOPICS = [
    {"name": "no topic is configured", "world": {}, "topic": "", "published": "No: no topic is configured."},
    {"name": "the topic does not exist", "world": {"topics": []}, "topic": TOPIC, "published": "No: An error occurred (NotFound"},
    {"name": "publishing is denied", "world": {"denials": [{"action": "sns:Publish"}]}, "topic": TOPIC, "published": "No: An error occurred ("},
    {"name": "SNS hangs up", "world": {"faults": [{"operation": "Publish", "fault": "drop"}]}, "topic": TOPIC, "published": "No: "},
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


def test_the_subject_of_a_long_flow_name_is_cut_to_what_sns_takes(start_aws, remediate):
    name = "orders-" * 30
    aws = start_aws(flows=[a_flow(flowName=name)], keys=[a_key()])

    remediate(FlowId=name)

    subject = aws.messages()[0]["subject"]
    assert (len(subject), subject.startswith("NOTHING_TO_DO: AppFlow flow orders-orders-")) == (100, True)


DENIED_WRITES = [
    {
        "name": "kms:EnableKeyRotation",
        "key": a_key(Rotation=every(730)),
        "open": "Not done: The key rotates every 365 days. Its period is 730 days. See step EnableKeyRotation of execution",
    },
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


def test_looks_again_where_kms_does_not_show_the_change_at_once(start_aws, remediate):
    """The first answer is that of ExamineKey, the second that of Verify; an empty one says that rotation is off."""
    faults = [{"operation": "GetKeyRotationStatus", "fault": "empty", "times": 2}]
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())], faults=faults)

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "FIXED")


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
