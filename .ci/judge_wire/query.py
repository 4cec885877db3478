"""The query protocol (STS, IAM, SNS): a request is a form, an answer is XML. Both become what JSON would have written, by the shape."""

import re
from datetime import datetime
from xml.etree import ElementTree

from botocore.model import Shape

from shapes import serialized_name


def from_form(form: dict[str, str], shape: Shape | None) -> dict[str, object]:
    """The members of a form, lists of scalars among them, which come as `Names.member.1`, `Names.member.2` and so on. Other names
    with a dot, which maps and lists of structures have, stay as they are and so count as unknown: nothing here sends them."""
    members = {serialized_name(name, member): member for name, member in shape.members.items()} if shape else {}
    found: dict[str, object] = {}
    for name, text in form.items():
        listed = re.fullmatch(r"(\w+)\.member\.(\d+)", name)
        member = members.get(listed[1]) if listed else None
        if listed and member is not None and member.type_name == "list":
            items = found.setdefault(listed[1], [])
            if int(listed[2]) != len(items) + 1:
                raise ValueError(f"{name} is out of order: the items of a list are counted from 1")
            items.append(scalar(text, member.member))
        elif name not in ("Action", "Version"):
            found[name] = scalar(text, members.get(name))
    return found


def from_xml(body: str, shape: Shape | None, operation: str) -> dict[str, object]:
    """The result of an answer, without its wrapping.

    Raises ValueError where the wrapping is not that of the operation."""
    root = ElementTree.fromstring(body)
    result = [child for child in root if local_name(child) == f"{operation}Result"]
    if local_name(root) != f"{operation}Response" or len(result) != 1:
        raise ValueError(f"the answer is no {operation}Response with one {operation}Result in it")
    return value_of(result[0], shape)


def value_of(element: ElementTree.Element, shape: Shape | None) -> object:
    if shape is None or len(element) > 0 and shape.type_name not in ("structure", "list"):
        return {local_name(child): value_of(child, None) for child in element} or element.text or ""
    if shape.type_name == "list":
        return [value_of(child, shape.member) for child in element]
    if shape.type_name != "structure":
        return scalar(element.text or "", shape)
    members = {serialized_name(name, member): member for name, member in shape.members.items()}
    return {local_name(child): value_of(child, members.get(local_name(child))) for child in element}


def scalar(text: str, shape: Shape | None) -> object:
    """A text as its type; what does not read as its type stays text, which the shape then refuses."""
    kind = shape.type_name if shape else "string"
    try:
        if kind in ("integer", "long"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
    except ValueError:
        return text
    if kind == "timestamp":
        return epoch_seconds(text)
    return {"true": True, "false": False}.get(text, text) if kind == "boolean" else text


def epoch_seconds(text: str) -> float | str:
    """The query protocol writes times in ISO 8601, and the shapes are held against JSON's."""
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return text


def local_name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
