variable "key_name" {
  description = "Names the key in its alias, alias/<alias_prefix><key_name>"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$", var.key_name))
    error_message = "key_name must be 1 to 128 letters, digits, - or _, and begin with a letter or digit."
  }
}

variable "alias_prefix" {
  description = "What aliases of such keys begin with, after alias/; keyAliasPattern=alias/appflow-* fits the default"
  type        = string
  default     = "appflow-"

  validation {
    condition     = can(regex("^[A-Za-z0-9/_-]{1,64}$", var.alias_prefix)) && !startswith(var.alias_prefix, "aws/")
    error_message = "alias_prefix must be 1 to 64 letters, digits, /, - or _, and not begin with aws/."
  }
}

variable "owner" {
  description = "Value of the tag Owner"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", var.owner))
    error_message = "owner must be 1 to 256 letters, digits, spaces or _.:/=+@-."
  }
}

variable "data_class" {
  description = "Value of the tag DataClass, for matchingTags=DataClass the same as on the flows"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", var.data_class))
    error_message = "data_class must be 1 to 256 letters, digits, spaces or _.:/=+@-."
  }
}

variable "cost_center" {
  description = "Value of the tag CostCenter"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", var.cost_center))
    error_message = "cost_center must be 1 to 256 letters, digits, spaces or _.:/=+@-."
  }
}

variable "rotation_period_in_days" {
  description = "KMS makes new key material this often; of a replica, the primary decides"
  type        = number
  default     = 365

  validation {
    condition = (
      var.rotation_period_in_days >= 90 && var.rotation_period_in_days <= 2560 &&
      floor(var.rotation_period_in_days) == var.rotation_period_in_days
    )
    error_message = "rotation_period_in_days must be a whole number from 90 to 2560."
  }
}

variable "deployer_role_arn" {
  description = "The role that applies this module; KMS refuses a policy that its caller could not change again"
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]+$", var.deployer_role_arn))
    error_message = "deployer_role_arn must be the ARN of an IAM role."
  }

  validation {
    condition     = !contains(concat(var.user_role_arns, var.reader_role_arns), var.deployer_role_arn)
    error_message = "deployer_role_arn is among those who use the key. Who puts the policy may not decrypt."
  }
}

variable "administrator_role_arns" {
  description = "The roles that administer the key and may not decrypt with it"
  type        = list(string)

  validation {
    condition = length(var.administrator_role_arns) > 0 && alltrue([
      for arn in var.administrator_role_arns :
      can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]+$", arn))
    ])
    error_message = "administrator_role_arns must be ARNs of IAM roles, at least one."
  }

  validation {
    condition = length(
      setintersection(var.administrator_role_arns, concat(var.user_role_arns, var.reader_role_arns))
    ) == 0
    error_message = "A role of administrator_role_arns is among those who use the key. Who administers may not decrypt."
  }
}

variable "user_role_arns" {
  description = "The roles that make, change and run flows with the key; they use it through AppFlow only"
  type        = list(string)

  validation {
    condition = length(var.user_role_arns) > 0 && alltrue([
      for arn in var.user_role_arns :
      can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]+$", arn))
    ])
    error_message = "user_role_arns must be ARNs of IAM roles, at least one."
  }
}

variable "reader_role_arns" {
  description = "The roles that read through Amazon S3 what flows wrote there under this key; empty: nobody does"
  type        = list(string)
  default     = []

  validation {
    condition = alltrue([
      for arn in var.reader_role_arns :
      can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=.@/-]+$", arn))
    ])
    error_message = "reader_role_arns must be ARNs of IAM roles."
  }
}

variable "connector_profiles" {
  description = "Whether connector profiles use the key, too; users may then keep the secrets of those"
  type        = bool
  default     = true
}

variable "replica_regions" {
  description = "Regions that may hold a replica; empty: a key of one Region, forever"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for region in var.replica_regions : can(regex("^[a-z]{2,4}(-[a-z]+)+-[0-9]$", region))])
    error_message = "replica_regions must be Regions, such as eu-central-1."
  }
}

variable "primary_key_arn" {
  description = "The ARN of the primary key, where this is a replica of it in another Region"
  type        = string
  default     = null

  validation {
    condition = var.primary_key_arn == null || can(
      regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/mrk-[0-9a-f]{32}$", var.primary_key_arn)
    )
    error_message = "primary_key_arn must be the ARN of a multi-Region key."
  }
}

variable "guard_days" {
  description = <<-EOT
    Nobody disables the key or schedules its deletion until it was unused for more than this many days; 0: no such
    guard. The guard also forbids to disable a compromised key while it is in use: its policy must be put without the
    guard first.
  EOT
  type        = number
  default     = 0

  validation {
    condition     = var.guard_days >= 0 && var.guard_days <= 3650 && floor(var.guard_days) == var.guard_days
    error_message = "guard_days must be a whole number from 0 to 3650."
  }
}
