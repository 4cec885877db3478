import { exclusionOf, gone } from '../../lambda/core/applicability.ts';
import { aFlow } from '../builders/a-flow.ts';
import { parameters } from '../builders/parameters.ts';

const NOON = new Date('2026-11-20T12:00:00Z');

it('a flow that is gone is not applicable, with the reason given', () => {
  expect(gone('AppFlow knows no flow orders.')).toEqual({
    complianceType: 'NOT_APPLICABLE',
    label: 'GONE',
    because: 'AppFlow knows no flow orders.',
  });
});

describe('a flow is judged', () => {
  it.each([
    { name: 'where nothing excludes any', given: {}, tags: {} },
    { name: 'that meets the filter', given: { flowTagFilter: 'Stage' }, tags: { Stage: '' } },
    {
      name: 'that meets all conditions',
      given: { flowTagFilter: 'Stage=prod*|live,Owner' },
      tags: { Stage: 'prod-2', Owner: 'x' },
    },
    { name: 'without the exemption tag', given: { exemptionTag: 'ExemptUntil' }, tags: { Exempt: '2099-01-01' } },
    { name: 'with such a tag where none exempts', given: {}, tags: { ExemptUntil: '2099-01-01' } },
    {
      name: 'whose exemption ended yesterday',
      given: { exemptionTag: 'ExemptUntil' },
      tags: { ExemptUntil: '2026-11-19' },
    },
    { name: 'whose exemption is no date', given: { exemptionTag: 'ExemptUntil' }, tags: { ExemptUntil: 'forever' } },
    { name: 'whose exemption is empty', given: { exemptionTag: 'ExemptUntil' }, tags: { ExemptUntil: '' } },
    {
      name: 'whose exemption is no day of the calendar',
      given: { exemptionTag: 'ExemptUntil' },
      tags: { ExemptUntil: '2027-02-29' },
    },
    {
      name: 'whose exemption has a time',
      given: { exemptionTag: 'ExemptUntil' },
      tags: { ExemptUntil: '2027-01-01T00:00:00Z' },
    },
    {
      name: 'whose exemption is written otherwise',
      given: { exemptionTag: 'ExemptUntil' },
      tags: { ExemptUntil: '01.01.2027' },
    },
    {
      name: 'whose exemption lacks a digit',
      given: { exemptionTag: 'ExemptUntil' },
      tags: { ExemptUntil: '2027-1-1' },
    },
  ])('$name', ({ given, tags }) => {
    expect(exclusionOf(aFlow({ tags: { ...tags } }), parameters(given), NOON)).toBeUndefined();
  });
});

describe('a flow is out of scope', () => {
  it.each([
    {
      name: 'that lacks a tag',
      filter: 'Stage',
      tags: {},
      because: 'The flow is not selected by flowTagFilter: its tag Stage is missing.',
    },
    {
      name: 'whose tag has another value, which is told',
      filter: 'Owner,Stage=prod',
      tags: { Owner: 'x', Stage: 'test' },
      because: 'The flow is not selected by flowTagFilter: its tag Stage is "test".',
    },
    {
      name: 'that misses several conditions, for the first of them',
      filter: 'Stage=prod,Owner',
      tags: { Stage: '' },
      because: 'The flow is not selected by flowTagFilter: its tag Stage is "".',
    },
    {
      name: 'that is exempt as well',
      filter: 'Stage',
      tags: { ExemptUntil: '2099-01-01' },
      because: 'The flow is not selected by flowTagFilter: its tag Stage is missing.',
    },
  ])('$name', ({ filter, tags, because }) => {
    const given = parameters({ flowTagFilter: filter, exemptionTag: 'ExemptUntil' });
    expect(exclusionOf(aFlow({ tags: { ...tags } }), given, NOON)).toEqual({
      complianceType: 'NOT_APPLICABLE',
      label: 'OUT_OF_SCOPE',
      because,
    });
  });
});

describe('a flow is exempt', () => {
  const exempt = {
    complianceType: 'NOT_APPLICABLE',
    label: 'EXEMPT',
    because: 'The flow is exempt until 2026-11-20 (UTC) by its tag ExemptUntil.',
  };

  it.each([
    { name: 'long before', now: '2026-01-01T00:00:00Z', expected: exempt },
    { name: 'until the end of its day', now: '2026-11-20T23:59:59.999Z', expected: exempt },
    { name: 'in UTC, whatever the local time', now: '2026-11-21T00:30:00+01:00', expected: exempt },
    { name: 'no longer on the next day', now: '2026-11-21T00:00:00Z', expected: undefined },
  ])('$name', ({ now, expected }) => {
    const flow = aFlow({ tags: { ExemptUntil: '2026-11-20' } });
    expect(exclusionOf(flow, parameters({ exemptionTag: 'ExemptUntil' }), new Date(now))).toEqual(expected);
  });
});
