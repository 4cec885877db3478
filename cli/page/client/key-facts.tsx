import type { JSX } from 'preact';
import type { AuditedKey } from '../../audit/audit.ts';
import { rotationInWords } from '../key-figures.ts';
import { ageInWords, dayInWords, dollars, timeInWords } from '../words.ts';
import { TagList } from './tag-list.tsx';

/** All that is known of a key. `at` is as of when its age is told, ISO 8601. */
export const KeyFacts = ({ of: key, at }: { readonly of: AuditedKey; readonly at: string }): JSX.Element => (
  <dl class="facts">
    <dt>ARN</dt>
    <dd class="arn">{key.arn}</dd>
    {key.aliases !== undefined && key.aliases.length > 0 && (
      <>
        <dt>Aliases</dt>
        <dd>
          <bdi>{key.aliases.join(', ')}</bdi>
        </dd>
      </>
    )}
    <dt>State</dt>
    <dd>
      {key.state}
      {key.deletionDate !== undefined && <>, deleted on {timeInWords(key.deletionDate)}</>}
    </dd>
    <dt>Rotation</dt>
    <dd>{rotationInWords(key)}</dd>
    <dt>Managed by</dt>
    <dd>{key.manager === 'CUSTOMER' ? 'the customer' : 'AWS'}</dd>
    <dt>Kind</dt>
    <dd>
      {key.spec}, origin {key.origin}
    </dd>
    {key.primaryArn !== undefined && (
      <>
        <dt>Replica of</dt>
        <dd class="arn">{key.primaryArn}</dd>
      </>
    )}
    <dt>Created</dt>
    <dd>
      {dayInWords(key.createdAt)}, {ageInWords(key.createdAt, at)} ago
    </dd>
    <dt>Costs</dt>
    <dd>{dollars(key.monthlyCost)} a month, requests apart</dd>
    <dt>Tags</dt>
    <dd>
      <TagList tags={key.tags} />
    </dd>
    <dt>May decrypt</dt>
    <dd>
      <Users users={key.users} />
    </dd>
  </dl>
);

const Users = ({ users }: { readonly users: AuditedKey['users'] | undefined }): JSX.Element => {
  if (users === undefined) return <span class="soft">not read</span>;
  if (users.length === 0) return <span class="soft">nobody named</span>;
  return (
    <ul class="tags">
      {users.map((user) => (
        <li key={user} class="arn">
          <bdi>{user}</bdi>
        </li>
      ))}
    </ul>
  );
};
