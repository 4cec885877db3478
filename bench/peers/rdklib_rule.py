"""The rule as an author would write it with rdklib: flow by flow, each key read once, a refused read told as such.

It reads one event of AWS Config from standard input and runs it as the Lambda handler would.
"""

import json
import sys

from botocore.exceptions import ClientError
from rdklib import ComplianceType, ConfigRule, Evaluation, Evaluator

FLOW = "AWS::AppFlow::Flow"


class FlowKeyRule(ConfigRule):
    def evaluate_periodic(self, event, client_factory, valid_rule_parameters):
        appflow = client_factory.build_client("appflow")
        kms = client_factory.build_client("kms")
        problems_of_key = {}
        evaluations = []
        for name in flow_names(appflow):
            arn = appflow.describe_flow(flowName=name).get("kmsArn")
            if arn and arn not in problems_of_key:
                problems_of_key[arn] = key_problems(kms, arn)
            problems = problems_of_key[arn] if arn else ["The flow has no key of the customer's"]
            verdict = ComplianceType.NON_COMPLIANT if problems else ComplianceType.COMPLIANT
            evaluations.append(Evaluation(verdict, name, FLOW, annotation="; ".join(problems)))
        return evaluations


def flow_names(appflow):
    # boto3 has no paginator for ListFlows.
    page = appflow.list_flows(maxResults=100)
    while True:
        yield from (flow["flowName"] for flow in page["flows"])
        if not page.get("nextToken"):
            return
        page = appflow.list_flows(maxResults=100, nextToken=page["nextToken"])


def key_problems(kms, arn):
    try:
        return list(problems_of(kms, kms.describe_key(KeyId=arn)["KeyMetadata"]))
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return ["The key does not exist"]
        if error.response["Error"]["Code"] == "AccessDeniedException":
            return ["The key may not be read"]
        raise


def problems_of(kms, key):
    if key["KeyManager"] != "CUSTOMER":
        yield "AWS manages the key"
        return
    if key["KeyState"] != "Enabled":
        yield f"The key is {key['KeyState']}"
        return
    if key["KeySpec"] != "SYMMETRIC_DEFAULT" or key["KeyUsage"] != "ENCRYPT_DECRYPT":
        yield "The key is not symmetric"
        return
    if key["Origin"] != "AWS_KMS":
        yield "The key cannot rotate"
    elif not kms.get_key_rotation_status(KeyId=key["Arn"])["KeyRotationEnabled"]:
        yield "The key does not rotate"
    tags = kms.list_resource_tags(KeyId=key["Arn"])["Tags"]
    if all(tag["TagKey"].startswith("aws:") for tag in tags):
        yield "The key has no tag"
    policy = json.loads(kms.get_key_policy(KeyId=key["Arn"], PolicyName="default")["Policy"])
    if any(admits_everyone(statement) for statement in policy["Statement"]):
        yield "The key's policy admits everyone"


def admits_everyone(statement):
    anyone = statement.get("Principal") in ("*", {"AWS": "*"})
    return statement["Effect"] == "Allow" and anyone and not statement.get("Condition")


if __name__ == "__main__":
    # What rdklib returns beside evaluations is an error that it has caught; Lambda would end well all the same.
    answer = Evaluator(FlowKeyRule(), [FLOW]).handle(json.load(sys.stdin), None)
    if not isinstance(answer, list):
        sys.exit(f"rdklib put no evaluations: {answer}")
