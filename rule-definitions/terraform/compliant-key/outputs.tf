output "key_arn" {
  description = "The kms_arn of flows and connector profiles"
  # A plan does not tell how a condition turns out nor what a local stands for, and who judges the plan would lose the key.
  value = one(concat(aws_kms_key.this[*].arn, aws_kms_replica_key.this[*].arn))
}

output "alias_name" {
  description = "The alias of the key, for people; flows and connector profiles are given the ARN of the key"
  value       = aws_kms_alias.this.name
}
