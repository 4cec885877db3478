"""Which events of AWS Config are told, and what the subscriber reads."""

import json

import pytest


def result(compliance_type, **members):
    return {"complianceType": compliance_type, "resultRecordedTime": "2026-11-21T06:03:11.207Z", **members}


@pytest.mark.parametrize(
    "detail",
    [
        pytest.param({}, id="as it was recorded"),
        pytest.param({"oldEvaluationResult": None}, id="of a flow that is non-compliant at its first evaluation"),
        pytest.param(
            {"newEvaluationResult": result("NON_COMPLIANT", annotation=None, resultToken=None)},
            id="with an annotation and a token that are null",
        ),
        pytest.param(
            {"newEvaluationResult": result("COMPLIANT"), "oldEvaluationResult": result("NON_COMPLIANT")},
            id="of a flow that is compliant again",
        ),
        pytest.param(
            {"newEvaluationResult": result("NON_COMPLIANT"), "oldEvaluationResult": result("NOT_APPLICABLE")},
            id="of a flow whose exemption ended badly",
        ),
    ],
)
def test_the_event_is_told(deliver, an_event, detail):
    assert len(deliver(an_event(**detail))) == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"configRuleName": "s3-bucket-cmk"}, id="of another rule"),
        pytest.param({"configRuleName": "appflow-flow-cmk-conformance-pack-szsm1uv0w"}, id="of a rule whose name begins alike"),
        pytest.param(
            {"newEvaluationResult": result("COMPLIANT"), "oldEvaluationResult": None},
            id="of a flow that is compliant at its first evaluation",
        ),
        pytest.param(
            {"newEvaluationResult": result("COMPLIANT"), "oldEvaluationResult": result("NOT_APPLICABLE")},
            id="of a flow whose exemption ended well",
        ),
        pytest.param({"newEvaluationResult": result("NOT_APPLICABLE")}, id="of a flow that is gone"),
        pytest.param(
            {"detail_type": "Config Rules Re-evaluation Status", "messageType": None},
            id="of an evaluation that merely begins",
        ),
        pytest.param(
            {"detail_type": "Config Configuration Item Change"},
            id="of another type, whatever its detail says",
        ),
        pytest.param(
            {"messageType": "ConfigurationItemChangeNotification"},
            id="with another message, whatever its type says",
        ),
        pytest.param({"source": "aws.securityhub"}, id="of another service"),
    ],
)
def test_the_event_is_not_told(deliver, an_event, changes):
    assert deliver(an_event(**changes)) == []


def test_the_message_needs_no_member_that_an_event_may_lack(deliver, an_event):
    [message] = deliver(an_event(oldEvaluationResult=None))
    assert json.loads(message) == {
        "message": "The AppFlow flow orders-to-lake in account 111122223333, eu-west-1, is NON_COMPLIANT since 2026-11-21T06:03:11.207Z."
        " The annotation of AWS Config says why: open the rule appflow-flow-cmk in the console of AWS Config,"
        " or run aws configservice get-compliance-details-by-config-rule --config-rule-name appflow-flow-cmk --region eu-west-1"
    }
