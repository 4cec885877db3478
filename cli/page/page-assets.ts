import { readFile } from 'node:fs/promises';
import type { PageAssets } from '../outputs/html.ts';

/**
 * What `npm run build` made for the page: `page.js` and `page.css` of a folder, which is given by its `file:` address with a slash at the
 * end. Throws where one is missing.
 */
export const readPageAssets = async (folder: URL): Promise<PageAssets> => {
  const [script, style] = await Promise.all(
    ['page.js', 'page.css'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  return { script: script ?? '', style: style ?? '' };
};
