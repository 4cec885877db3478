"""What AWS's own models say of the runbook: service, operation, parameter names, and the imports that Automation offers."""

import ast
import sys

import boto3
import pytest
from botocore import xform_name

from automation_runner import check_document

RUNNER_INPUTS = {"Service", "Api", "PropertySelector", "DesiredValues"}
# Beside Python's own library.
OFFERED = {"boto3", "botocore"}


def scripts(runbook):
    return {step["name"]: step["inputs"]["Script"] for step in runbook["mainSteps"] if step["action"] == "aws:executeScript"}


def test_the_document_is_accepted(runbook):
    assert check_document(runbook) is None


def test_every_api_step_names_members_of_a_boto3_operation(runbook):
    unknown = []
    for step in runbook["mainSteps"]:
        if "Api" not in step["inputs"]:
            continue
        model = boto3.client(step["inputs"]["Service"]).meta.service_model.operation_model(step["inputs"]["Api"])
        unknown += [(step["name"], name) for name in set(step["inputs"]) - RUNNER_INPUTS - set(model.input_shape.members)]
        unknown += [(step["name"], name) for name in set(model.input_shape.required_members) - set(step["inputs"])]
    assert unknown == []


def test_every_script_is_python_3_11_and_imports_what_automation_offers(runbook):
    foreign = set()
    for script in scripts(runbook).values():
        for node in ast.walk(ast.parse(script, feature_version=(3, 11))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            foreign |= {name.split(".")[0] for name in names} - OFFERED - set(sys.stdlib_module_names)
    assert foreign == set()


def test_what_two_scripts_need_is_the_same_in_both(runbook):
    """Scripts share no code, so a constant or a function stands in each that uses it."""
    written = {name: [] for name in ("RETRIES", "USUAL_PERIOD_IN_DAYS", "shown")}
    for script in scripts(runbook).values():
        for node in ast.parse(script).body:
            names = [node.name] if isinstance(node, ast.FunctionDef) else [ast.unparse(target) for target in getattr(node, "targets", [])]
            for name in set(names) & set(written):
                written[name].append(ast.unparse(node))
    assert {name: (len(texts), len(set(texts))) for name, texts in written.items()} == {
        "RETRIES": (3, 1),
        "USUAL_PERIOD_IN_DAYS": (2, 1),
        "shown": (2, 1),
    }


def test_no_script_writes(runbook):
    """Acts are steps of their own, so that an operator sees them in the console; scripts only read, publish and re-evaluate."""
    clients = [boto3.client(name) for name in ("appflow", "kms", "config", "sns")]
    operations = {xform_name(operation) for client in clients for operation in client.meta.service_model.operation_names}
    called = set()
    for script in scripts(runbook).values():
        nodes = ast.walk(ast.parse(script))
        called |= {node.func.attr for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert called & operations == {
        "describe_flow",
        "describe_key",
        "get_key_rotation_status",
        "publish",
        "start_config_rules_evaluation",
    }


@pytest.mark.parametrize("step", ["ExamineFlow", "ExamineKey", "Verify", "Report", "Reevaluate"])
def test_every_answer_of_a_script_is_declared_as_an_output(step, runbook):
    """The keys of the dictionaries that a script returns from its handler are exactly the outputs of its step."""
    tree = ast.parse(scripts(runbook)[step])
    # ExamineFlow builds its answer in `found`.
    builders = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in ("handler", "found")]
    returned = {
        key.value
        for builder in builders
        for node in ast.walk(builder)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict)
        for key in node.value.keys
    }
    declared = next(item for item in runbook["mainSteps"] if item["name"] == step)["outputs"]
    assert returned == {output["Name"] for output in declared}
