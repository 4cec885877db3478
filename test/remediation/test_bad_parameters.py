"""A parameter that is wrong: one clear refusal, before anything runs."""

import pytest

from automation_values import Refused
from conftest import KEY, TOPIC, a_flow, a_key, off

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
