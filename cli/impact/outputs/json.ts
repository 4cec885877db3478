import type { Impact } from '../impact.ts';

/** Everything, as JSON; its shape is that of `Impact`. */
export const toJson = (impact: Impact): string => `${JSON.stringify(impact, null, 2)}\n`;
