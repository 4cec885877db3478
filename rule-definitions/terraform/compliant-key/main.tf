data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  is_replica = var.primary_key_arn != null

  description = "AppFlow flows and connector profiles, ${var.alias_prefix}${var.key_name}"

  tags = {
    Owner      = var.owner
    DataClass  = var.data_class
    CostCenter = var.cost_center
  }

  # Statement by statement that of compliant-key.yaml, which says what each is for.
  policy = templatefile("${path.module}/policy.json.tftpl", {
    partition               = data.aws_partition.current.partition
    account                 = data.aws_caller_identity.current.account_id
    region                  = data.aws_region.current.region
    deployer_role_arn       = var.deployer_role_arn
    administrator_role_arns = var.administrator_role_arns
    user_role_arns          = var.user_role_arns
    reader_role_arns        = var.reader_role_arns
    replica_regions         = var.replica_regions
    guard_days              = var.guard_days
    has_readers             = length(var.reader_role_arns) > 0
    has_connector_profiles  = var.connector_profiles
    has_replicas            = length(var.replica_regions) > 0
    is_guarded              = var.guard_days > 0
  })
}

resource "aws_kms_key" "this" {
  count = local.is_replica ? 0 : 1

  description             = local.description
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_period_in_days
  # The longest that KMS offers: until then, whoever misses a destroyed key can cancel its deletion.
  deletion_window_in_days = 30
  # KMS can neither add nor remove this later.
  multi_region = length(var.replica_regions) > 0
  policy       = local.policy
  tags         = local.tags
}

resource "aws_kms_replica_key" "this" {
  count = local.is_replica ? 1 : 0

  description             = local.description
  primary_key_arn         = var.primary_key_arn
  deletion_window_in_days = 30
  policy                  = local.policy
  tags                    = local.tags
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.alias_prefix}${var.key_name}"
  target_key_id = one(concat(aws_kms_key.this[*].key_id, aws_kms_replica_key.this[*].key_id))
}
