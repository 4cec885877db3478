"""The runner refuses what Automation refuses, so that a green run of the runbook means something."""

import copy

import pytest

from automation_runner import run_automation
from automation_values import Refused

ACCOUNT, REGION = "111122223333", "eu-west-1"


def a_script(name, body, outputs=(), **step):
    return {
        "name": name,
        "action": "aws:executeScript",
        "inputs": {"Runtime": "python3.11", "Handler": "handler", "Script": f"def handler(event, context):\n    {body}", **step.pop("inputs", {})},
        "outputs": [{"Name": output, "Selector": f"$.Payload.{output}", "Type": kind} for output, kind in outputs],
        **step,
    }


def a_document(*steps, parameters=None, outputs=()):
    return {"schemaVersion": "0.3", "parameters": parameters or {}, "mainSteps": list(steps), "outputs": list(outputs)}


def run(document, **parameters):
    return run_automation(document, parameters, ACCOUNT, REGION)


GOOD = a_document(
    a_script("Ask", "return {'Answer': 'yes'}", [("Answer", "String")], nextStep="Choose"),
    {
        "name": "Choose",
        "action": "aws:branch",
        "inputs": {"Choices": [{"NextStep": "End", "Variable": "{{ Ask.Answer }}", "StringEquals": "yes"}], "Default": "End"},
    },
    a_script("End", "return {}", isEnd=True),
)


def test_runs_a_good_document():
    execution = run(GOOD)

    assert (execution.status, execution.outputs, list(execution.steps)) == ("Success", {"Ask.Answer": "yes"}, ["Ask", "Choose", "End"])


REFUSED_DOCUMENTS = [
    {"name": "an unknown action", "path": (0, "action"), "value": "aws:brunch", "says": "unknown action"},
    {"name": "an action of Automation that the runner does not know", "path": (0, "action"), "value": "aws:runCommand", "says": "unknown action"},
    {"name": "two steps of one name", "path": (0, "name"), "value": "End", "says": "not unique"},
    {"name": "a next step that is missing", "path": (0, "nextStep"), "value": "Nowhere", "says": "Nowhere"},
    {"name": "a failure step that is missing", "path": (0, "onFailure"), "value": "step:Nowhere", "says": "Nowhere"},
    {"name": "a default that is missing", "path": (1, "inputs", "Default"), "value": "Nowhere", "says": "Nowhere"},
    {"name": "an output that no step declares", "path": (2, "inputs", "InputPayload"), "value": {"x": "{{ Ask.Question }}"}, "says": "Ask.Question"},
    {"name": "a parameter that is not declared", "path": (2, "inputs", "InputPayload"), "value": {"x": "{{ Flow }}"}, "says": "Flow"},
    {"name": "double braces inside a script", "path": (2, "inputs", "Script"), "value": "x = '{{ name }}'", "says": "name"},
]


@pytest.mark.parametrize("case", REFUSED_DOCUMENTS, ids=lambda case: case["name"])
def test_refuses_a_document(case):
    document = copy.deepcopy(GOOD)
    *path, last = case["path"]
    part = document["mainSteps"]
    for member in path:
        part = part[member]
    part[last] = case["value"]

    with pytest.raises(Refused, match=case["says"]):
        run(document)


PERIOD = {"type": "Integer", "allowedValues": [90, 365]}
NAME = {"type": "String", "allowedPattern": "^[a-z]{1,5}$"}
REFUSED_PARAMETERS = [
    {"name": "an undeclared one", "given": {"Name": "lake", "Period": 90, "Flow": "x"}, "says": "does not declare: Flow"},
    {"name": "a missing one", "given": {"Name": "lake"}, "says": "Period is required"},
    {"name": "one of another type", "given": {"Name": "lake", "Period": "90"}, "says": "Period must be of type Integer"},
    {"name": "a boolean for a number", "given": {"Name": "lake", "Period": True}, "says": "Period must be of type Integer"},
    {"name": "a value that is not allowed", "given": {"Name": "lake", "Period": 91}, "says": "Period must be one of"},
    {"name": "a value off the pattern", "given": {"Name": "lake-1", "Period": 90}, "says": "Name does not match"},
]


@pytest.mark.parametrize("case", REFUSED_PARAMETERS, ids=lambda case: case["name"])
def test_refuses_parameters(case):
    document = a_document(a_script("End", "return {}", isEnd=True), parameters={"Name": NAME, "Period": PERIOD})

    with pytest.raises(Refused, match=case["says"]):
        run(document, **case["given"])


FAILING_STEPS = [
    {"name": "an output that was not returned", "body": "return {}", "type": "String", "says": "finds nothing"},
    {"name": "a text that is no number", "body": "return {'Out': 'a year'}", "type": "Integer", "says": "should be Integer"},
    {"name": "a null", "body": "return {'Out': None}", "type": "String", "says": "should be String"},
    {"name": "a list of texts for a list of maps", "body": "return {'Out': ['x']}", "type": "MapList", "says": "should be MapList"},
    {"name": "a text for a map", "body": "return {'Out': 'x'}", "type": "StringMap", "says": "should be StringMap"},
    {"name": "an answer that is no JSON", "body": "return {'Out': {1, 2}}", "type": "String", "says": "not JSON serializable"},
    {"name": "a text that could be a reference", "body": "return {'Out': '{' + '{ Flow }' + '}'}", "type": "String", "says": "double braces"},
    {"name": "such a text in a list of maps", "body": "return {'Out': [{'TagKey': 'a}' + '}'}]}", "type": "MapList", "says": "double braces"},
    {"name": "an exception", "body": "raise ValueError('no such flow')", "type": "String", "says": "ValueError: no such flow"},
]


@pytest.mark.parametrize("case", FAILING_STEPS, ids=lambda case: case["name"])
def test_a_step_fails_and_ends_the_run(case):
    document = a_document(a_script("Ask", case["body"], [("Out", case["type"])], nextStep="End"), a_script("End", "return {}", isEnd=True))

    execution = run(document)

    assert (execution.status, execution.steps) == ("Failed", {"Ask": "Failed"})
    assert case["says"] in execution.failures["Ask"]


CONVERSIONS = [
    {"body": "return {'Out': '180'}", "type": "Integer", "value": 180},
    {"body": "return {'Out': 180}", "type": "String", "value": "180"},
    {"body": "return {'Out': True}", "type": "String", "value": "true"},
    {"body": "return {'Out': 'true'}", "type": "Boolean", "value": True},
    {"body": "return {'Out': 'x'}", "type": "StringList", "value": ["x"]},
    {"body": "return {'Out': [{'a': 'b'}]}", "type": "MapList", "value": [{"a": "b"}]},
]


@pytest.mark.parametrize("case", CONVERSIONS, ids=lambda case: f"{case['body'][7:]} as {case['type']}")
def test_converts_an_output_to_its_type(case):
    assert run(a_document(a_script("Ask", case["body"], [("Out", case["type"])], isEnd=True))).outputs == {"Ask.Out": case["value"]}


FAILURE_POLICIES = [
    {"name": "continues uncritically", "step": {"onFailure": "Continue", "isCritical": False}, "status": "Success", "ran": ["Act", "Next", "End"]},
    {"name": "continues, but fails the execution", "step": {"onFailure": "Continue", "isCritical": True}, "status": "Failed", "ran": ["Act", "Next", "End"]},
    {"name": "jumps, and fails the execution", "step": {"onFailure": "step:End"}, "status": "Failed", "ran": ["Act", "End"]},
    {"name": "aborts by default", "step": {}, "status": "Failed", "ran": ["Act"]},
]


@pytest.mark.parametrize("case", FAILURE_POLICIES, ids=lambda case: case["name"])
def test_what_follows_a_failed_step(case):
    act = a_script("Act", "raise ValueError('refused')", **case["step"])
    execution = run(a_document(act, a_script("Next", "return {}"), a_script("End", "return {}", isEnd=True)))

    assert (execution.status, list(execution.steps)) == (case["status"], case["ran"])


def test_the_output_of_a_step_that_did_not_run_is_missing():
    document = copy.deepcopy(GOOD)
    document["mainSteps"].insert(1, a_script("Skipped", "return {'Out': 'x'}", [("Out", "String")]))
    document["mainSteps"][3]["inputs"]["InputPayload"] = {"x": "{{ Skipped.Out }}"}

    execution = run(document)

    assert execution.status == "Failed"
    assert "Skipped.Out }} has no value" in execution.failures["End"]


def test_a_loop_is_refused():
    document = a_document(a_script("Ask", "return {}"), a_script("Again", "return {}", nextStep="Ask"))

    with pytest.raises(Refused, match="Ask would run twice"):
        run(document)


def test_a_list_cannot_stand_inside_a_text():
    ask = a_script("Ask", "return {'Out': ['x']}", [("Out", "StringList")])
    end = a_script("End", "return {}", inputs={"InputPayload": {"x": "tags {{ Ask.Out }}"}}, isEnd=True)

    assert "cannot stand inside a text" in run(a_document(ask, end)).failures["End"]


def test_a_step_is_tried_again_as_often_as_it_says(tmp_path):
    tries = tmp_path / "tries"
    body = f"file = open({str(tries)!r}, 'a+'); file.write('x'); assert file.tell() == 3, 'throttled'; return {{}}"
    document = a_document(a_script("Act", body, maxAttempts=3, isEnd=True))

    execution = run(document)

    assert (execution.status, execution.failures, tries.read_text()) == ("Success", {}, "xxx")


def test_a_wait_ends_with_its_time(start_aws):
    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/orders"
    start_aws(keys=[{"Arn": key, "KeyState": "Disabled"}])
    wait = {
        "name": "Await",
        "action": "aws:waitForAwsResourceProperty",
        "timeoutSeconds": 20,
        "inputs": {"Service": "kms", "Api": "DescribeKey", "KeyId": key, "PropertySelector": "$.KeyMetadata.KeyState", "DesiredValues": ["Enabled"]},
        "isEnd": True,
    }

    assert "$.KeyMetadata.KeyState is still Disabled" in run(a_document(wait)).failures["Await"]
