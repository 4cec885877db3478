terraform {
  # Validations that look at a second variable came with 1.9, in Terraform as in OpenTofu.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}
