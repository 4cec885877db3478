"""Holds a value, as JSON writes it, against a shape of botocore's service models: botocore itself checks neither patterns nor
enums nor most of the limits, and passes over members that it does not know."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from botocore.model import ListShape, MapShape, Shape, StructureShape

Problems = Iterator[tuple[str, str]]
"""What is wrong, each with its place, such as `('flows[].tags.Owner', 'is longer than 256')`."""


def problems(value: object, shape: Shape, place: str = "") -> Problems:
    """What of a value its shape does not allow. Places name no index, so that the same problem of many items reads the same."""
    if getattr(shape, "is_document_type", False):
        return
    checks = CHECKS.get(shape.type_name)
    if checks is None:
        yield place, f"has the type {shape.type_name}, which this tool cannot judge"
        return
    fits_type, look_inside = checks
    if not fits_type(value):
        yield place, f"is {value!r}, which is no {shape.type_name}"
        return
    yield from look_inside(value, shape, place)


def in_structure(value: dict, shape: StructureShape, place: str) -> Problems:
    members = {serialized_name(name, member): member for name, member in shape.members.items()}
    for name in value.keys() - members.keys():
        yield join(place, name), "is no member of the model"
    for name in shape.required_members:
        if serialized_name(name, shape.members[name]) not in value:
            yield join(place, name), "is required and missing"
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        yield place, f"must have one of its members, not {len(value)}"
    for name, member in members.items():
        if name in value:
            yield from problems(value[name], member, join(place, name))


def in_list(value: list, shape: ListShape, place: str) -> Problems:
    yield from in_limits(len(value), shape, place, "items")
    for item in value:
        yield from problems(item, shape.member, f"{place}[]")


def in_map(value: dict, shape: MapShape, place: str) -> Problems:
    yield from in_limits(len(value), shape, place, "entries")
    for key, item in value.items():
        yield from problems(key, shape.key, f"{place}.<key>")
        yield from problems(item, shape.value, f"{place}.<value>")


def in_text(value: str, shape: Shape, place: str) -> Problems:
    yield from in_limits(len(value), shape, place, "characters")
    if shape.enum and value not in shape.enum:
        yield place, f"is {value!r}, which the model does not list"
    pattern = shape.metadata.get("pattern")
    if pattern is None:
        return
    try:
        fits = re.fullmatch(pattern, value)
    except re.error as error:
        yield place, f"has the pattern {pattern}, which Python cannot try: {error}"
        return
    if not fits:
        yield place, f"is {value!r}, which does not match {pattern}"


def in_number(value: float, shape: Shape, place: str) -> Problems:
    yield from in_limits(value, shape, place, "as its value")


def in_blob(value: str, _: Shape, place: str) -> Problems:
    try:
        base64.b64decode(value, validate=True)
    except binascii.Error:
        yield place, "is no base64"


def in_timestamp(value: object, shape: Shape, place: str) -> Problems:
    if shape.serialization.get("timestampFormat") == "iso8601":
        try:
            datetime.fromisoformat(str(value))
        except ValueError:
            yield place, f"is {value!r}, which is no time in ISO 8601"
    elif not is_number(value):
        yield place, f"is {value!r}, which is no time in epoch seconds"


def nothing_inside(*_: object) -> Problems:
    yield from ()


def in_limits(size: float, shape: Shape, place: str, of: str) -> Problems:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield place, f"has {size} {of}, fewer than {least}"
    if most is not None and size > most:
        yield place, f"has {size} {of}, more than {most}"


def serialized_name(name: str, member: Shape) -> str:
    return member.serialization.get("name", name)


def join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def of_type(*types: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, types)


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_number(value: object) -> bool:
    return is_whole(value) or isinstance(value, float)


CHECKS: dict[str, tuple[Callable[[object], bool], Callable[..., Problems]]] = {
    "structure": (of_type(dict), in_structure),
    "list": (of_type(list), in_list),
    "map": (of_type(dict), in_map),
    "string": (of_type(str), in_text),
    "character": (of_type(str), in_text),
    "blob": (of_type(str), in_blob),
    "boolean": (of_type(bool), nothing_inside),
    "integer": (is_whole, in_number),
    "long": (is_whole, in_number),
    "float": (is_number, in_number),
    "double": (is_number, in_number),
    "timestamp": (of_type(int, float, str), in_timestamp),
}
