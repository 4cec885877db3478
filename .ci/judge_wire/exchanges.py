"""Judges one exchange, a request and its answer, by the service model that botocore carries."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import botocore.parsers
import botocore.session
from botocore.exceptions import UnknownServiceError
from botocore.model import OperationModel, ServiceModel, Shape

from query import from_form, from_xml
from shapes import problems

COMMON_ERRORS = {
    # Errors that every service may give, though few models list them:
    # https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredToken",
    "ExpiredTokenException",
    "InternalFailure",
    "InvalidClientTokenId",
    "Throttling",
    "ThrottlingException",
    "UnknownOperationException",
    "UnrecognizedClientException",
    "ValidationError",
    "ValidationException",
}


S3_ERRORS = {
    # Its model lists few: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    "InternalError",
    "NoSuchBucket",
    "PermanentRedirect",
    "ServerSideEncryptionConfigurationNotFoundError",
}


@dataclass(frozen=True)
class Problem:
    """One thing that the model does not allow. `side` is `request` or `answer`."""

    service: str
    operation: str
    side: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.service} {self.operation}, {self.side}: {self.place} {self.text}"


def judge(exchange: dict) -> Iterator[Problem]:
    """Everything that is wrong with a request and its answer; an answer that was broken on purpose is not looked at."""
    request, answer = exchange["request"], exchange["outcome"]
    service = signing_name(request)
    model = model_of(service)
    operation = operation_of(request, model) if model else None
    if model is None or operation is None:
        yield Problem(service, "?", "request", request["path"], "names no operation of a model")
        return
    for place, text in readable(request_problems(request, model, operation)):
        yield Problem(service, operation.name, "request", place, text)
    if isinstance(answer, str) or answer.get("isBroken"):
        return
    for place, text in readable(answer_problems(answer, model, operation)):
        yield Problem(service, operation.name, "answer", place, text)


def readable(found: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The problems, the last of which may be that the rest cannot be read at all."""
    try:
        yield from found
    except (ValueError, botocore.parsers.ResponseParserError) as error:
        yield "the body", f"cannot be read: {error}"


@cache
def model_of(service: str) -> ServiceModel | None:
    try:
        # botocore calls access-analyzer, whose signatures have a hyphen, accessanalyzer.
        return botocore.session.get_session().get_service_model(service.replace("-", ""))
    except UnknownServiceError:
        return None


def signing_name(request: dict) -> str:
    found = re.search(r"Credential=[^/]+/\d{8}/[^/]+/([^/]+)/aws4_request", request["headers"].get("authorization", ""))
    return found[1] if found else "unsigned"


def operation_of(request: dict, model: ServiceModel) -> OperationModel | None:
    protocol = model.metadata["protocol"]
    if protocol == "rest-json":
        asked = (request["method"], urlsplit(request["path"]).path)
        fitting = [it for it in operations(model) if (it.http["method"], it.http["requestUri"]) == asked]
        return fitting[0] if fitting else None
    if protocol == "rest-xml":
        # Amazon S3 tells its operations apart by what is asked for of a bucket.
        wanted = urlsplit(request["path"]).query.rstrip("=")
        asked = (request["method"], wanted)
        fitting = [
            it for it in operations(model) if (it.http["method"], urlsplit(it.http["requestUri"]).query) == asked
        ]
        return fitting[0] if fitting else None
    if protocol == "json":
        prefix, _, name = request["headers"].get("x-amz-target", "").partition(".")
        if prefix != model.metadata["targetPrefix"]:
            return None
    else:
        name = form_of(request).get("Action", "")
    return model.operation_model(name) if name in model.operation_names else None


def operations(model: ServiceModel) -> Iterator[OperationModel]:
    return (model.operation_model(name) for name in model.operation_names)


def form_of(request: dict) -> dict[str, str]:
    return dict(parse_qsl(request["body"], keep_blank_values=True, strict_parsing=True))


def request_problems(request: dict, model: ServiceModel, operation: OperationModel) -> Iterator[tuple[str, str]]:
    if model.metadata["protocol"] == "query":
        form = form_of(request)
        if form.get("Version") != model.api_version:
            yield "Version", f"is {form.get('Version')!r}, not {model.api_version!r}"
        value = from_form(form, operation.input_shape)
    elif model.metadata["protocol"] == "rest-xml":
        value = from_path_and_headers(request, operation.input_shape)
    else:
        value = json.loads(request["body"] or "{}") | dict(parse_qsl(urlsplit(request["path"]).query))
    yield from by_shape(value, operation.input_shape)


def from_path_and_headers(request: dict, shape: Shape) -> dict[str, str]:
    sent = {
        member.serialization["name"]: request["headers"].get(member.serialization["name"].lower())
        for member in shape.members.values()
        if member.serialization.get("location") == "header"
    }
    bucket = urlsplit(request["path"]).path.strip("/")
    return {"Bucket": bucket} | {name: value for name, value in sent.items() if value is not None}


def as_on_the_wire(value: object, shape: Shape) -> object:
    """What botocore parsed, under the names that the members have in the body."""
    if shape.type_name == "list":
        return [as_on_the_wire(it, shape.member) for it in value]
    if shape.type_name != "structure":
        return value
    members = shape.members
    return {
        members[name].serialization.get("name", name): as_on_the_wire(it, members[name])
        for name, it in value.items()
        if name in members
    }


def by_shape(value: object, shape: Shape | None) -> Iterator[tuple[str, str]]:
    if shape is not None:
        yield from problems(value, shape)
    elif value:
        yield "", "has members, though the model has none"


def answer_problems(answer: dict, model: ServiceModel, operation: OperationModel) -> Iterator[tuple[str, str]]:
    protocol, status = model.metadata["protocol"], answer["status"]
    as_received = {"status_code": status, "headers": answer["headers"], "body": answer["body"].encode()}
    parsed = botocore.parsers.create_parser(protocol).parse(as_received, operation.output_shape)
    if status >= 300:
        yield from error_problems(answer, parsed, model, operation)
    elif protocol == "rest-xml":
        yield from by_shape(as_on_the_wire(parsed, operation.output_shape), operation.output_shape)
    elif protocol == "query":
        yield from by_shape(from_xml(answer["body"], operation.output_shape, operation.name), operation.output_shape)
    else:
        yield from by_shape(json.loads(answer["body"]), operation.output_shape)


def error_problems(
    answer: dict, parsed: dict, model: ServiceModel, operation: OperationModel
) -> Iterator[tuple[str, str]]:
    code, message = parsed["Error"]["Code"], parsed["Error"]["Message"]
    shapes = {shape.error_code: shape for shape in operation.error_shapes}
    shape = shapes.get(code)
    common = COMMON_ERRORS | (S3_ERRORS if model.metadata["protocol"] == "rest-xml" else set())
    if shape is None and code not in common:
        yield code, "is no error that the model gives this operation"
    if not message:
        yield code, "has no message that botocore finds"
    status = status_of(shape, model)
    if status is not None and answer["status"] != status:
        yield code, f"has the status {answer['status']}, not {status}"
    if shape is not None and model.metadata["protocol"] not in ("query", "rest-xml"):
        # Some services' errors have no members in the model, and yet all come with a message.
        wrapping = {"__type"} if any(name in shape.members for name in ("message", "Message")) else {"__type", "message"}
        body = {name: value for name, value in json.loads(answer["body"]).items() if name not in wrapping}
        for place, text in problems(body, shape):
            yield f"{code}.{place}", text


def status_of(shape: Shape | None, model: ServiceModel) -> int | None:
    """The HTTP status of a modelled error; nothing where the model leaves it open."""
    if shape is None:
        return None
    error = shape.metadata.get("error") or {}
    if "httpStatusCode" in error:
        return error["httpStatusCode"]
    if model.metadata["protocol"] != "json":
        return None
    return 500 if shape.metadata.get("fault") else 400
