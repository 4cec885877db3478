"""Runs that die in the middle, and runs that meet at one key."""

import pytest

from conftest import a_flow, a_key, every, key_state, off


def dies_before(name):
    def before(step):
        if step == name:
            raise KeyboardInterrupt

    return before


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
