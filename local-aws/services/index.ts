import type { Service } from '../operation.ts';
import { accessAnalyzer } from './access-analyzer.ts';
import { account } from './account.ts';
import { appflow } from './appflow.ts';
import { config } from './config.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { organizations } from './organizations.ts';
import { s3 } from './s3.ts';
import { secretsManager } from './secrets-manager.ts';
import { securityHub } from './security-hub.ts';
import { sns } from './sns.ts';
import { sts } from './sts.ts';
import { tagging } from './tagging.ts';

export const services: readonly Service[] = [
  appflow,
  kms,
  config,
  secretsManager,
  sts,
  securityHub,
  sns,
  accessAnalyzer,
  tagging,
  s3,
  organizations,
  account,
  iam,
];
