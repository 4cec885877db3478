import type { JSX } from 'preact';
import type { AuditedKey, AuditedReason } from '../../audit/audit.ts';
import { commandsFor } from '../commands.ts';
import { ChangeMark, MutedNote, SeverityMark } from '../marks.tsx';
import { asSentence } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import type { FlowRow } from './flow-rows.ts';
import { KeyFacts } from './key-facts.tsx';
import { TagList } from './tag-list.tsx';

interface DetailProps {
  readonly row: FlowRow;
  readonly parameters: Readonly<Record<string, string>>;
  /** As of when ages are told, ISO 8601. */
  readonly at: string;
}

/** All that is known of a flow. */
export const FlowDetail = ({ row: { flow, key }, parameters, at }: DetailProps): JSX.Element => (
  <div class="detail-body">
    <div class="detail-reasons">
      {flow.reasons.length === 0 ? (
        <p>
          <bdi>{flow.annotation}</bdi>
        </p>
      ) : (
        <ul class="reason-list">
          {flow.reasons.map((reason) => (
            <Reason
              key={`${reason.code} ${reason.problem}`}
              reason={reason}
              commands={commandsFor(reason, key ?? (flow.key && { arn: flow.key.arn }), parameters)}
            />
          ))}
        </ul>
      )}
      {flow.truncated && <p class="note">Codes were cut off where this was read from: reasons may be missing.</p>}
    </div>
    <div class="detail-facts">
      <h3>Flow</h3>
      <dl class="facts">
        <dt>ARN</dt>
        <dd class="arn">
          <bdi>{flow.arn}</bdi>
        </dd>
        <dt>Tags</dt>
        <dd>
          <TagList tags={flow.tags} />
        </dd>
        {flow.reasons.length > 0 && (
          <>
            <dt>In AWS Config</dt>
            <dd>
              <bdi>{flow.annotation}</bdi>
            </dd>
          </>
        )}
      </dl>
      <h3>Key</h3>
      <Key keyOfFlow={key} named={flow.key} at={at} />
    </div>
  </div>
);

interface KeyProps {
  readonly keyOfFlow: AuditedKey | undefined;
  readonly named: FlowRow['flow']['key'];
  readonly at: string;
}

const Key = ({ keyOfFlow, named, at }: KeyProps): JSX.Element => {
  if (keyOfFlow !== undefined) return <KeyFacts of={keyOfFlow} at={at} />;
  if (named === undefined) return <p class="soft">No key behind this flow is known.</p>;
  return (
    <dl class="facts">
      <dt>ARN</dt>
      <dd class="arn">{named.arn}</dd>
      <dt>State</dt>
      <dd>{named.state}</dd>
    </dl>
  );
};

interface ReasonProps {
  readonly reason: AuditedReason;
  readonly commands: readonly string[];
}

const Reason = ({ reason, commands }: ReasonProps): JSX.Element => (
  <li>
    <p class="reason-head">
      <code>{reason.code}</code> <SeverityMark severity={reason.severity} />
      {reason.change !== undefined && <ChangeMark change={reason.change} />}
    </p>
    <p class="problem">
      <bdi>{asSentence(reason.problem)}</bdi>
    </p>
    <p class="remedy">
      <bdi>{asSentence(reason.remedy)}</bdi>
    </p>
    {reason.muted !== undefined && <MutedNote muted={reason.muted} />}
    {commands.length > 0 && (
      <div class="command">
        <pre>
          <code>
            <Words text={commands.join('\n')} />
          </code>
        </pre>
        <CopyButton text={commands.join('\n')} label={`Copy the command for ${reason.code}`} />
      </div>
    )}
  </li>
);

/** A browser breaks lines after any hyphen: `--region` would lose its own. */
const Words = ({ text }: { readonly text: string }): JSX.Element => (
  <>
    {text.split(/([ \n])/).map((word, index) =>
      word.trim() === '' ? (
        word
      ) : (
        <span key={index} class="word">
          {word}
        </span>
      ),
    )}
  </>
);
