"""A local AWS per test, and the runbook run against it by the boto3 that Automation gives its scripts."""

import json
import subprocess
import time
import urllib.request
from pathlib import Path

import boto3
import pytest
import yaml

from automation_runner import run_automation

ROOT = Path(__file__).parents[2]
RUNBOOK = ROOT / "rule-definitions" / "remediation" / "appflow-flow-cmk-remediation.yaml"
ACCOUNT, REGION = "111122223333", "eu-west-1"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:remediation"
WRITES = ("EnableKeyRotation", "EnableKey", "CancelKeyDeletion", "TagResource", "StopFlow")


class LocalAws:
    """The endpoint as a test sees it: boto3 reads what is true now, `state` tells what was called and published."""

    def __init__(self, url):
        self.url = url

    def state(self):
        with urllib.request.urlopen(f"{self.url}/_local/state") as answer:
            return json.load(answer)

    def operations(self):
        return [call["operation"] for call in self.state()["calls"]]

    def writes(self):
        return [operation for operation in self.operations() if operation in WRITES]

    def messages(self):
        return self.state()["messages"]

    def reevaluations(self):
        return [rule for start in self.state()["reevaluations"] for rule in start["rules"]]


@pytest.fixture
def runbook():
    return yaml.safe_load(RUNBOOK.read_text())


@pytest.fixture(autouse=True)
def local_credentials(monkeypatch):
    """Those of the account itself, as the local AWS knows them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", f"AKIALOCAL{ACCOUNT}")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_PROFILE", raising=False)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Pauses between two looks at AWS are real time in Automation only."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)


@pytest.fixture(scope="session")
def local_aws_host():
    command = ["node", "--import", "tsx", str(Path(__file__).parent / "local-aws-host.ts")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as host:
        yield host
        host.stdin.close()


@pytest.fixture
def order(local_aws_host):
    """Sends one line to local-aws-host.ts and gives the line that it answers."""

    def send(message):
        local_aws_host.stdin.write(json.dumps(message) + "\n")
        local_aws_host.stdin.flush()
        answer = local_aws_host.stdout.readline().strip()
        assert answer != "", "local-aws-host.ts ended; its error stands above"
        return answer

    return send


@pytest.fixture
def start_aws(order, monkeypatch):
    """Starts a local AWS over a world: `flows` and `keys` as given, everything else as in the world format."""

    def start(**world):
        url = order({"world": {"account": ACCOUNT, "region": REGION, **world}})
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        return LocalAws(url)

    return start


@pytest.fixture
def judge(order):
    """What the rule itself, as it was built, says of flow orders-to-lake now: its verdict and the annotation."""

    def verdict(**rule_parameters):
        evaluations = {item["ComplianceResourceId"]: item for item in json.loads(order({"judge": rule_parameters}))}
        flow = evaluations["orders-to-lake"]
        return flow["ComplianceType"], flow["Annotation"]

    return verdict


@pytest.fixture
def remediate(runbook):
    """Runs the runbook for flow orders-to-lake with the given parameters over the defaults of the document."""

    def run(before_step=None, **parameters):
        role = f"arn:aws:iam::{ACCOUNT}:role/remediation"
        given = {"AutomationAssumeRole": role, "FlowId": "orders-to-lake", "TopicArn": TOPIC, **parameters}
        return run_automation(runbook, given, ACCOUNT, REGION, before_step=before_step)

    return run


def a_flow(**changes):
    return {"flowName": "orders-to-lake", "kmsArn": KEY, **changes}


def a_key(**changes):
    """A good key (enabled, rotating every year) with the given changes."""
    return {"Arn": KEY, **changes}


def off():
    return {"KeyRotationEnabled": False}


def every(days):
    return {"KeyRotationEnabled": True, "RotationPeriodInDays": days}


def rotation(key=KEY):
    status = boto3.client("kms").get_key_rotation_status(KeyId=key)
    return status["KeyRotationEnabled"], status.get("RotationPeriodInDays")


def key_state(key=KEY):
    return boto3.client("kms").describe_key(KeyId=key)["KeyMetadata"]["KeyState"]


def key_tags(key=KEY):
    return {tag["TagKey"]: tag["TagValue"] for tag in boto3.client("kms").list_resource_tags(KeyId=key)["Tags"]}


def flow_status(name="orders-to-lake"):
    return boto3.client("appflow").describe_flow(flowName=name)["flowStatus"]
