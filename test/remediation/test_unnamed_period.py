"""Where KMS names no rotation period, a key rotates every 365 days: in each step that reads one."""

import boto3
import pytest

from conftest import a_flow, a_key, every, off


@pytest.fixture(autouse=True)
def kms_names_no_period(monkeypatch):
    """The local AWS names one always, so each answer of KMS loses it on its way to the scripts."""
    session = boto3.Session()
    session.events.register("after-call.kms.GetKeyRotationStatus", lambda parsed, **_: parsed.pop("RotationPeriodInDays", None))
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", session)


def test_a_key_that_rotates_is_left_alone(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key()])

    assert remediate().outputs["Verify.Outcome"] == "NOTHING_TO_DO"
    assert aws.writes() == []


def test_a_rotation_that_was_turned_on_is_verified(start_aws, remediate):
    aws = start_aws(flows=[a_flow()], keys=[a_key(Rotation=off())])

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "FIXED")
    assert execution.outputs["Verify.Done"] == "The key rotates every 365 days."
    assert aws.writes() == ["EnableKeyRotation"]


def test_a_year_is_no_shorter_period(start_aws, remediate):
    start_aws(flows=[a_flow()], keys=[a_key(Rotation=every(180))])

    execution = remediate(RotationPeriodInDays="180")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Failed", "FAILED")
    assert execution.outputs["Verify.Open"].startswith("Not done: The key rotates every 180 days. Its period is 365 days. See step EnableKeyRotation")
