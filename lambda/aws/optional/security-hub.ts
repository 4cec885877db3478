// Nothing but the SDK: whatever else this file imported would become one more chunk that every start loads.
export { BatchImportFindingsCommand, paginateGetFindings, SecurityHubClient } from '@aws-sdk/client-securityhub';
