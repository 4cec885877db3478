"""A flow that needs another key gets a plan for a person, and is never deleted."""

import json
from datetime import datetime, timezone

import boto3
import pytest
from botocore.stub import Stubber

from conftest import KEY, a_flow, a_key, flow_status

NEW_KEY = "arn:aws:kms:eu-west-1:111122223333:key/9f8e7d6c-5b4a-4938-8271-6a5b4c3d2e1f"
PLACEHOLDER = "REPLACE-WITH-THE-ARN-OF-A-CUSTOMER-MANAGED-KEY"

NEED_ANOTHER_KEY = [
    {
        "name": "NO_CMK",
        "flow": {"flowName": "orders-to-lake"},
        "keys": [],
        "why": "NO_CMK: the flow names no key, so AppFlow encrypts it with its default key.",
    },
    {
        "name": "KEY_NOT_FOUND: a key that KMS does not know",
        "flow": a_flow(),
        "keys": [],
        "why": f"KEY_NOT_FOUND: KMS knows no key {KEY}.",
    },
    {
        "name": "KEY_NOT_FOUND: no KMS ARN",
        "flow": a_flow(kmsArn="arn:aws:s3:::lake"),
        "keys": [],
        "why": "KEY_NOT_FOUND: KMS knows no key arn:aws:s3:::lake.",
    },
    {
        "name": "KEY_NOT_FOUND: an ARN of KMS that names neither key nor alias",
        "flow": a_flow(kmsArn="arn:aws:kms:eu-west-1:111122223333:orders"),
        "keys": [],
        "why": "KEY_NOT_FOUND: KMS knows no key arn:aws:kms:eu-west-1:111122223333:orders.",
    },
    {
        "name": "AWS_MANAGED_KEY",
        "flow": a_flow(),
        "keys": [a_key(KeyManager="AWS")],
        "why": f"AWS_MANAGED_KEY: AWS manages key {KEY}.",
    },
    {
        "name": "KEY_NOT_SYMMETRIC",
        "flow": a_flow(),
        "keys": [a_key(KeySpec="RSA_2048", KeyUsage="ENCRYPT_DECRYPT")],
        "why": f"KEY_NOT_SYMMETRIC: key {KEY} is not a symmetric encryption key.",
    },
    {
        "name": "KEY_NOT_SYMMETRIC: another usage",
        "flow": a_flow(),
        "keys": [a_key(KeyUsage="KEY_AGREEMENT")],
        "why": f"KEY_NOT_SYMMETRIC: key {KEY} is not a symmetric encryption key.",
    },
    {
        "name": "KEY_NOT_SYMMETRIC: an HMAC key pending deletion is not restored",
        "flow": a_flow(),
        "keys": [a_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC", KeyState="PendingDeletion")],
        "why": f"KEY_NOT_SYMMETRIC: key {KEY} is not a symmetric encryption key.",
    },
]


@pytest.mark.parametrize("case", NEED_ANOTHER_KEY, ids=lambda case: case["name"])
def test_plans_and_touches_nothing(case, start_aws, remediate):
    aws = start_aws(flows=[case["flow"]], keys=case["keys"])

    execution = remediate()

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "RECREATION_PLAN")
    assert f"Why: {case['why']} AppFlow cannot change the key of a flow." in execution.outputs["ExamineFlow.Plan"]
    assert aws.writes() == []
    assert flow_status() == "Active"
    assert aws.messages()[0]["message"].endswith(execution.outputs["ExamineFlow.Plan"])
    # The flow would fail again: another evaluation would only start the next automatic run.
    assert aws.reevaluations() == []


def test_the_plan_names_the_steps_the_losses_and_the_definition(start_aws, remediate):
    start_aws(flows=[{"flowName": "orders-to-lake", "description": "Nightly copy", "tags": {"Owner": "data-platform"}}])

    plan = remediate(NewKeyArn=NEW_KEY).outputs["ExamineFlow.Plan"]
    text, definition = plan.split("Definition (flow.json):\n")

    assert text.splitlines() == [
        "RECREATION PLAN for flow orders-to-lake in account 111122223333, eu-west-1",
        "",
        "Why: NO_CMK: the flow names no key, so AppFlow encrypts it with its default key. AppFlow cannot change the key of a flow.",
        "",
        "Lost:",
        "- the run history",
        "- what happens between the last run of the old flow and the start of the new one, unless it is read later",
        "Kept: the connections, and the data that was already delivered, which stays under its old key.",
        "",
        "Steps:",
        "0. If CloudFormation, Terraform or the CDK owns the flow, change the key there and let it replace the flow"
        " (CloudFormation needs a new FlowName or a prior delete). Otherwise:",
        "1. Check the key: customer managed, symmetric, enabled, rotating, tagged, in eu-west-1; whoever creates the flow"
        " needs kms:DescribeKey, kms:CreateGrant and kms:ListGrants on it.",
        f"2. Save the definition below as flow.json. It names the key {NEW_KEY}.",
        "3. aws appflow describe-flow-execution-records --flow-name 'orders-to-lake' --region eu-west-1 > history.json   (keeps the run history)",
        "4. aws appflow stop-flow --flow-name 'orders-to-lake' --region eu-west-1",
        "5. aws appflow delete-flow --flow-name 'orders-to-lake' --region eu-west-1",
        "6. aws appflow create-flow --cli-input-json file://flow.json --region eu-west-1",
        "7. aws appflow start-flow --flow-name 'orders-to-lake' --region eu-west-1",
        "8. aws configservice start-config-rules-evaluation --config-rule-names appflow-flow-cmk --region eu-west-1",
        "",
    ]
    assert json.loads(definition) == {
        "flowName": "orders-to-lake",
        "description": "Nightly copy",
        "triggerConfig": {"triggerType": "Scheduled"},
        "sourceFlowConfig": {"connectorType": "Salesforce", "sourceConnectorProperties": {"Salesforce": {"object": "Order"}}},
        "destinationFlowConfigList": [{"connectorType": "S3", "destinationConnectorProperties": {"S3": {"bucketName": "company-lake"}}}],
        "tasks": [{"sourceFields": [], "taskType": "Map_all", "taskProperties": {}}],
        "kmsArn": NEW_KEY,
        "tags": {"Owner": "data-platform"},
    }


def test_the_definition_is_what_create_flow_takes(start_aws, remediate):
    start_aws(flows=[{"flowName": "orders-to-lake"}])
    definition = json.loads(remediate().outputs["ExamineFlow.Plan"].split("Definition (flow.json):\n")[1])
    client = boto3.client("appflow")

    with Stubber(client) as stub:
        stub.add_response("create_flow", {"flowStatus": "Draft"}, definition)
        client.create_flow(**definition)

    assert definition["kmsArn"] == PLACEHOLDER


def test_an_on_demand_flow_is_neither_stopped_nor_started(start_aws, remediate):
    aws = start_aws(flows=[{"flowName": "orders-to-lake", "triggerType": "OnDemand"}])

    execution = remediate(QuarantineFlow="true")

    assert (execution.status, execution.outputs["Verify.Outcome"]) == ("Success", "RECREATION_PLAN")
    assert execution.outputs["Verify.Open"] == "An on-demand flow cannot be stopped: nobody may run it until it is recreated."
    assert "stop-flow" not in execution.outputs["ExamineFlow.Plan"]
    assert "start-flow" not in execution.outputs["ExamineFlow.Plan"]
    assert aws.writes() == []


def examine_flow(runbook):
    """The functions of the ExamineFlow script, for flows richer than the local AWS describes."""
    script = next(step for step in runbook["mainSteps"] if step["name"] == "ExamineFlow")["inputs"]["Script"]
    functions = {}
    exec(script, functions)
    return functions


EVENT = {"region": "eu-west-1", "account": "111122223333", "ruleName": "appflow-flow-cmk", "newKeyArn": ""}


def a_described_flow(**changes):
    schedule = {
        "scheduleExpression": "rate(1days)",
        "dataPullMode": "Incremental",
        "scheduleStartTime": datetime(2026, 1, 10, tzinfo=timezone.utc),
    }
    return {
        "flowName": "orders-to-lake",
        "triggerConfig": {"triggerType": "Scheduled", "triggerProperties": {"Scheduled": schedule}},
        "lastRunExecutionDetails": {"mostRecentExecutionTime": datetime(2026, 1, 14, 3, 5, tzinfo=timezone.utc)},
        "tasks": [],
        "tags": {"aws:cloudformation:stack-name": "lake", "Owner": "data-platform"},
        **changes,
    }


def test_the_plan_of_an_incremental_flow_says_from_when_to_read_again(runbook):
    plan = examine_flow(runbook)["recreation_plan"](a_described_flow(), "NO_CMK", EVENT)

    assert "or everything (the last run was 2026-01-14T03:05:00+00:00)" in plan
    assert '"scheduleStartTime": "2026-01-10T00:00:00+00:00"' in plan
    assert "scheduleStartTime must lie in the future when the flow is created" in plan


def test_the_plan_leaves_out_the_tags_that_belong_to_aws(runbook):
    plan = examine_flow(runbook)["recreation_plan"](a_described_flow(), "NO_CMK", EVENT)

    assert json.loads(plan.split("Definition (flow.json):\n")[1])["tags"] == {"Owner": "data-platform"}


def test_a_definition_too_long_for_a_message_is_made_by_a_command(runbook):
    tasks = [{"taskType": "Map", "sourceFields": [f"field-{number}" * 10], "taskProperties": {}} for number in range(1000)]

    plan = examine_flow(runbook)["recreation_plan"](a_described_flow(tasks=tasks), "NO_CMK", EVENT)

    assert len(plan) < 4000
    assert plan.endswith("' > flow.json")
    assert "aws appflow describe-flow --flow-name 'orders-to-lake' --region eu-west-1 | jq '{flowName, description," in plan
