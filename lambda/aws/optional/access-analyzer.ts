// Nothing but the SDK: whatever else this file imported would become one more chunk that every start loads.
export { AccessAnalyzerClient, CheckNoPublicAccessCommand } from '@aws-sdk/client-accessanalyzer';
