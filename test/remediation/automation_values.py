"""What Automation does with values: {{ references }}, parameters, and the typed outputs of a step."""

import json
import re

REFERENCE = re.compile(r"\{\{\s*([\w:.-]+)\s*\}\}")
TYPES = {"String": str, "Integer": int, "Boolean": bool, "StringList": list, "StringMap": dict, "MapList": list}


class Refused(Exception):
    """Automation would not accept the document or the parameters: nothing runs."""


class StepFailure(Exception):
    """A step failed."""


def references_in(value):
    """Every name referred to in a nested value."""
    if isinstance(value, str):
        return REFERENCE.findall(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [name for item in inner for name in references_in(item)]


def substitute(value, known):
    """The value with each reference replaced. One that is the whole text keeps its type; one inside a text must be a scalar."""
    if isinstance(value, dict):
        return {name: substitute(item, known) for name, item in value.items()}
    if isinstance(value, list):
        return [substitute(item, known) for item in value]
    if not isinstance(value, str):
        return value
    whole = REFERENCE.fullmatch(value.strip())
    if whole:
        return look_up(whole[1], known)
    return REFERENCE.sub(lambda match: as_text(match[1], look_up(match[1], known)), value)


def look_up(name, known):
    if name not in known:
        raise StepFailure(f"{{{{ {name} }}}} has no value: the step that declares it did not run, or did not return it.")
    return known[name]


def as_text(name, value):
    if isinstance(value, (list, dict)):
        raise StepFailure(f"{{{{ {name} }}}} is a {type(value).__name__} and cannot stand inside a text.")
    return str(value)


def checked_parameters(declared, given):
    """All parameters with their values, or Refused. As in StartAutomationExecution, an undeclared name is an error."""
    unknown = sorted(set(given) - set(declared))
    if unknown:
        raise Refused(f"Parameters that the document does not declare: {', '.join(unknown)}.")
    return {name: checked_parameter(name, spec, given) for name, spec in declared.items()}


def checked_parameter(name, spec, given):
    if name not in given and "default" not in spec:
        raise Refused(f"Parameter {name} is required.")
    value = given.get(name, spec.get("default"))
    if not isinstance(value, TYPES[spec["type"]]) or isinstance(value, bool) != (spec["type"] == "Boolean"):
        raise Refused(f"Parameter {name} must be of type {spec['type']}, not {value!r}.")
    if "allowedValues" in spec and value not in spec["allowedValues"]:
        raise Refused(f"Parameter {name} must be one of {spec['allowedValues']}, not {value!r}.")
    # search, not fullmatch: only the pattern's own anchors hold it to the whole value. Java's \w and \d are ASCII.
    if "allowedPattern" in spec and not re.search(spec["allowedPattern"], value, re.ASCII):
        raise Refused(f"Parameter {name} does not match {spec['allowedPattern']}: {value!r}.")
    return value


def selected(selector, response):
    """What a JSONPath of plain members ($.a.b) finds in a response. Nothing found is a failure."""
    found = response
    for member in selector.removeprefix("$.").split("."):
        if not isinstance(found, dict) or member not in found:
            raise StepFailure(f"Selector {selector} finds nothing.")
        found = found[member]
    return found


def converted(value, wanted, name):
    """The value in its declared type, by the conversions that Automation documents; any other is a failure."""
    if wanted == "String" and isinstance(value, (bool, int)):
        return json.dumps(value)
    if wanted == "Integer" and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if wanted == "Boolean" and value in ("true", "false"):
        return value == "true"
    if wanted == "StringList" and isinstance(value, (str, int)):
        return [as_text(name, value)]
    fits = isinstance(value, TYPES[wanted]) and isinstance(value, bool) == (wanted == "Boolean")
    items = {"StringList": str, "MapList": dict}.get(wanted)
    if not fits or (items and not all(isinstance(item, items) for item in value)):
        raise StepFailure(f"Output {name} should be {wanted}, but is {value!r}.")
    return value


def inert(value, name):
    """The value of an output, if none of its texts could be taken for a reference where a later step uses it."""
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        inert(item, name)
    if isinstance(value, str) and ("{{" in value or "}}" in value):
        raise StepFailure(f"Output {name} holds double braces: {value!r}.")
    return value
