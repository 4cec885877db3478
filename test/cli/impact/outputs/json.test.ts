import { toJson } from '../../../../cli/impact/outputs/json.ts';
import { aHostileImpact } from '../../../builders/a-hostile-impact.ts';
import { anImpact } from '../../../builders/an-impact.ts';

it('is everything as it was', () => {
  expect(JSON.parse(toJson(anImpact()))).toEqual(anImpact());
  expect(JSON.parse(toJson(aHostileImpact()))).toEqual(aHostileImpact());
});

it('tells its version first, and ends its last line', () => {
  expect(toJson(anImpact())).toMatch(/^\{\n {2}"format": "appflow-flow-cmk\/impact\/1",\n/);
  expect(toJson(anImpact())).toMatch(/\}\n$/);
});
