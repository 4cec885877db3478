import { parseArn } from '../../lambda/core/model/arn.ts';

/** The account of the role that a client acts as; nothing where it acts with the credentials it was given. */
export const accountOfCaller = (roleArn: string | undefined): string | undefined => parseArn(roleArn ?? '')?.account;
