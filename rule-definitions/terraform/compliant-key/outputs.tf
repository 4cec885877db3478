output "key_arn" {
  description = "The kms_arn of flows and connector profiles"
  # No local in between: a plan does not tell what a local stands for, and whoever reads the plan would lose the key there.
  value = local.is_replica ? aws_kms_replica_key.this[0].arn : aws_kms_key.this[0].arn
}

output "alias_name" {
  description = "The alias of the key, for people; flows and connector profiles are given the ARN of the key"
  value       = aws_kms_alias.this.name
}
