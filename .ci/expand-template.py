"""Writes the plain CloudFormation template that SAM makes of template.yaml: python expand-template.py IN OUT.

cfn-lint looks at names of IAM actions (W3037) only where no transform is left.
"""
import json
import sys

from cfnlint.decode import decode
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The template attaches no managed policy, so the translator needs no list of them."""

    def load(self):
        return {}


def main(source, target):
    template, problems = decode(source)
    if problems:
        sys.exit(f"{source} is no template: {problems}")
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # The translator takes no local folder; deployment uploads it first.
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    with open(target, "w", encoding="utf-8") as file:
        json.dump(transform(template, {}, NoManagedPolicies()), file, indent=1)


main(*sys.argv[1:])
