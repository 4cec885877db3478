import type { Names } from './names.ts';
import type { Pseudonym } from './pseudonyms.ts';

/** The names of calls in a recording, about pseudonyms. */
export const createCallRedaction = (names: Names): Pseudonym => {
  const subjects: Readonly<Record<string, Pseudonym>> = {
    ListFlows: () => '',
    DescribeFlow: names.flow,
    DescribeFlowExecutionRecords: names.flow,
    DescribeConnectorProfiles: (profiles) =>
      profiles === '*' ? profiles : profiles.split(',').map(names.profile).sort().join(','),
    DescribeSecret: names.secret,
    GetBucketEncryption: names.bucket,
    AssumeRole: names.roleArn,
  };
  return (call) => {
    const [, account = '', region = '', operation = '', subject = ''] = CALL.exec(call) ?? [];
    // All others are about a key.
    const pseudonym = subjects[operation] ?? names.key;
    return `${names.account(account)}${region} ${operation} ${pseudonym(subject)}`;
  };
};

/** As `askedName` of a recording writes it. */
const CALL = /^(\d{12})((?:\/[a-z0-9-]+)?) ([A-Za-z]+) (.*)$/s;
