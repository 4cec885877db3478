/** Actions of IAM that are not named like the operation they allow; https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
};

/** The IAM action that allows an operation. */
export const actionOf = (service: string, operation: string): string => {
  const action = `${service}:${operation}`;
  return NAMED_OTHERWISE[action] ?? action;
};
