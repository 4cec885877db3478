"""Runs a Systems Manager Automation runbook (schema 0.3) against whatever endpoint boto3 is configured for.

It knows exactly the actions that our runbook uses, and refuses what Automation refuses: an unknown action, a target or an
output that nobody declares, a parameter of the wrong form. An output that holds double braces is refused, too: AWS does
not say whether Automation takes them for a reference of its own. Timeouts of steps are not simulated.
"""

import json
import time
from dataclasses import dataclass, field

import boto3
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from automation_values import Refused, StepFailure, checked_parameters, converted, inert, references_in, selected, substitute

GLOBALS = ("global:ACCOUNT_ID", "global:REGION", "automation:EXECUTION_ID")
RUNTIMES = ("python3.11",)
# AWS describes no interval; the steps of a wait are only counted here, as tests replace time.sleep.
POLL_IN_SECONDS = 5


@dataclass
class Execution:
    """How a run ended: Success or Failed, the values of all outputs by "Step.Output", each step's status, each failure's text."""

    status: str = "Success"
    outputs: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)
    failures: dict = field(default_factory=dict)


def run_automation(document, parameters, account, region, execution_id="0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", before_step=None):
    """Runs the document to its end. `before_step`, called with each step's name, lets a test change the world in the middle."""
    check_document(document)
    known = checked_parameters(document["parameters"], parameters)
    known.update(zip(GLOBALS, (account, region, execution_id)))
    steps = {step["name"]: step for step in document["mainSteps"]}
    execution, name = Execution(), document["mainSteps"][0]["name"]
    while name is not None:
        if name in execution.steps:
            raise Refused(f"Step {name} would run twice: a loop.")
        if before_step:
            before_step(name)
        name = run_step(steps[name], known, execution, following(document, name))
    execution.outputs = {name: known[name] for name in known if "." in name}
    missing = [name for name in document.get("outputs", []) if name not in known]
    if execution.status == "Success" and missing:
        raise Refused(f"Outputs of the document that nobody filled: {missing}.")
    return execution


def run_step(step, known, execution, next_in_order):
    """Runs one step, enters its outputs into `known`, and gives the name of the next step or None."""
    name, chosen = step["name"], None
    for attempt in range(step.get("maxAttempts", 1)):
        try:
            response = ACTIONS[step["action"]](substitute(step["inputs"], known), step)
            outputs = {f"{name}.{item['Name']}": output(name, item, response) for item in step.get("outputs", [])}
            chosen = response.get("NextStep") if step["action"] == "aws:branch" else None
            execution.steps[name] = "Success"
            execution.failures.pop(name, None)
            known.update(outputs)
            break
        except Exception as error:  # whatever a script raises is the failure of its step
            execution.steps[name], execution.failures[name] = "Failed", f"{type(error).__name__}: {error}"
    else:
        return after_failure(step, execution, next_in_order)
    return None if step.get("isEnd") else chosen or step.get("nextStep", next_in_order)


def after_failure(step, execution, next_in_order):
    policy = step.get("onFailure", "Abort")
    # A step that may fail is not critical unless it says so; any other is.
    if step.get("isCritical", policy != "Continue"):
        execution.status = "Failed"
    if policy == "Abort":
        execution.status = "Failed"
        return None
    return policy.removeprefix("step:") if policy != "Continue" else step.get("nextStep", next_in_order)


def output(step, item, response):
    name = f"{step}.{item['Name']}"
    return inert(converted(selected(item["Selector"], response), item.get("Type", "String"), name), name)


def following(document, name):
    names = [step["name"] for step in document["mainSteps"]]
    return dict(zip(names, names[1:])).get(name)


def check_document(document):
    """Refuses what CreateDocument refuses: size, unknown actions, unknown targets, and references to what nobody declares."""
    if document["schemaVersion"] != "0.3" or len(json.dumps(document)) > 65536:
        raise Refused("The document is not of schema 0.3, or is larger than 64 KB.")
    names = [step["name"] for step in document["mainSteps"]]
    if len(set(names)) != len(names):
        raise Refused(f"Step names are not unique: {names}.")
    declared = {*document["parameters"], *GLOBALS}
    declared.update(f"{step['name']}.{item['Name']}" for step in document["mainSteps"] for item in step.get("outputs", []))
    for step in document["mainSteps"]:
        if step["action"] not in ACTIONS:
            raise Refused(f"Step {step['name']} has the unknown action {step['action']}.")
        lost = [target for target in targets(step) if target not in names]
        undeclared = [name for name in references_in(step["inputs"]) if name not in declared]
        if lost or undeclared:
            raise Refused(f"Step {step['name']} names what does not exist: {lost + undeclared}.")
    undeclared = [name for name in document.get("outputs", []) if name not in declared]
    if undeclared:
        raise Refused(f"Outputs that no step declares: {undeclared}.")


def targets(step):
    choices = [choice["NextStep"] for choice in step["inputs"].get("Choices", [])]
    default = [step["inputs"]["Default"]] if "Default" in step["inputs"] else []
    failure = [step["onFailure"][5:]] if step.get("onFailure", "").startswith("step:") else []
    return choices + default + failure + ([step["nextStep"]] if "nextStep" in step else [])


def execute_script(inputs, step):
    if inputs["Runtime"] not in RUNTIMES:
        raise StepFailure(f"Runtime {inputs['Runtime']} is not one of {RUNTIMES}.")
    namespace = {"__name__": step["name"]}
    exec(compile(inputs["Script"], step["name"], "exec"), namespace)
    # Payload and answer travel as JSON.
    payload = json.loads(json.dumps(inputs.get("InputPayload", {})))
    return {"Payload": json.loads(json.dumps(namespace[inputs["Handler"]](payload, {})))}


def execute_aws_api(inputs, step):
    request = {name: value for name, value in inputs.items() if name not in ("Service", "Api", "PropertySelector", "DesiredValues")}
    try:
        return getattr(boto3.client(inputs["Service"]), xform_name(inputs["Api"]))(**request)
    except (BotoCoreError, ClientError) as error:
        raise StepFailure(str(error)) from error


def wait_for_property(inputs, step):
    value = None
    for _ in range(step["timeoutSeconds"] // POLL_IN_SECONDS):
        value = str(selected(inputs["PropertySelector"], execute_aws_api(inputs, step)))
        if value in inputs["DesiredValues"]:
            return {}
        time.sleep(POLL_IN_SECONDS)
    raise StepFailure(f"{inputs['PropertySelector']} is still {value}, not one of {inputs['DesiredValues']}.")


def branch(inputs, step):
    for choice in inputs["Choices"]:
        unknown = set(choice) - {"NextStep", "Variable", "StringEquals"}
        if unknown:
            raise StepFailure(f"Operators that this runner does not know: {sorted(unknown)}.")
        if choice["Variable"] == choice["StringEquals"]:
            return {"NextStep": choice["NextStep"]}
    return {"NextStep": inputs.get("Default")}


ACTIONS = {
    "aws:executeScript": execute_script,
    "aws:executeAwsApi": execute_aws_api,
    "aws:waitForAwsResourceProperty": wait_for_property,
    "aws:branch": branch,
}
