"""EventBridge as moto plays it, with the pattern and the input transformer of template.yaml."""

import copy
import json
from pathlib import Path

import boto3
import pytest
import yaml
from moto import mock_aws

HERE = Path(__file__).parent
TEMPLATE = HERE.parents[1] / "template.yaml"
RULE, REGION = "appflow-flow-cmk", "eu-west-1"


class TemplateLoader(yaml.SafeLoader):
    """Reads a template; a reference to the rule is its name, every other short tag its argument."""


def short_tag(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return RULE if (tag, value) == ("Ref", "Rule") else value
    construct = loader.construct_sequence if isinstance(node, yaml.SequenceNode) else loader.construct_mapping
    return construct(node, deep=True)


TemplateLoader.add_multi_constructor("!", short_tag)


@pytest.fixture(scope="session")
def compliance_change():
    """The properties of the EventBridge rule."""
    return yaml.load(TEMPLATE.read_text(), TemplateLoader)["Resources"]["ComplianceChange"]["Properties"]


@pytest.fixture
def recorded():
    """An event as captured from EventBridge."""
    return json.loads((HERE / "compliance-change.json").read_text())


@pytest.fixture
def an_event(recorded):
    """The recorded event with other members in its detail (None leaves one out), another source or detail type."""

    def event(source=recorded["source"], detail_type=recorded["detail-type"], **detail):
        changed = {**copy.deepcopy(recorded["detail"]), **detail}
        kept = {name: value for name, value in changed.items() if value is not None}
        return {"Source": source, "DetailType": detail_type, "Detail": json.dumps(kept)}

    return event


@pytest.fixture
def deliver(compliance_change, monkeypatch):
    """Sends an event to the default bus, and gives the messages that reach the target."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "local")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)
    [target] = compliance_change["Targets"]
    with mock_aws():
        events, sqs = boto3.client("events"), boto3.client("sqs")
        # moto's EventBridge knows no SNS target; what a queue gets is the same text.
        queue = sqs.create_queue(QueueName="topic")["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name="compliance-change", EventPattern=json.dumps(compliance_change["EventPattern"]))
        targets = [{"Id": target["Id"], "Arn": arn, "InputTransformer": target["InputTransformer"]}]
        assert events.put_targets(Rule="compliance-change", Targets=targets)["FailedEntryCount"] == 0

        def send(event):
            assert events.put_events(Entries=[event])["FailedEntryCount"] == 0
            messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
            return [message["Body"] for message in messages]

        yield send
