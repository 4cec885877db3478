import type { JSX } from 'preact';
import type { AuditedFlow, AuditedReason } from '../audit/audit.ts';
import { MutedNote, SeverityMark, VerdictMark } from './marks.tsx';
import { asSentence } from './words.ts';

interface FlowsProps {
  readonly flows: readonly AuditedFlow[];
  readonly accountNames: Readonly<Record<string, string>>;
}

/** The flows with all their reasons as one plain table: what is printed, and what is read without JavaScript. */
export const FlowsAsText = ({ flows, accountNames }: FlowsProps): JSX.Element => (
  <table class="text-table" aria-label="Flows">
    <thead>
      <tr>
        <th scope="col">Flow</th>
        <th scope="col">Verdict</th>
        <th scope="col">Why, and what to do</th>
      </tr>
    </thead>
    <tbody>
      {flows.map((flow) => (
        <tr key={flow.arn}>
          <th scope="row">
            <bdi class="name">{flow.flow}</bdi>
            <span class="where">
              <bdi>{accountNames[flow.account] ?? flow.account}</bdi> · {flow.region}
            </span>
          </th>
          <td>
            <VerdictMark verdict={flow.verdict} />
            {flow.reasons.length > 0 && <SeverityMark severity={flow.severity} />}
          </td>
          <td>
            {flow.reasons.length === 0 ? <bdi>{flow.annotation}</bdi> : flow.reasons.map(ReasonAsText)}
            {flow.muted !== undefined && <MutedNote muted={flow.muted} />}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const ReasonAsText = ({ code, problem, remedy }: AuditedReason): JSX.Element => (
  <p key={`${code} ${problem}`} class="reason-text">
    <code>{code}</code> <bdi>{asSentence(problem)}</bdi> <bdi class="remedy">{asSentence(remedy)}</bdi>
  </p>
);
