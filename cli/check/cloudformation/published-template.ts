import path from 'node:path';
import * as v from 'valibot';
import type { ReadText } from './template-file.ts';
import type { TemplateNode } from './template-node.ts';

/** https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html#asset-manifest */
const AssetManifest = v.object({
  files: v.record(v.string(), v.object({ source: v.object({ path: v.optional(v.string()) }) })),
});

/**
 * The file of a template that the CDK will put where this URL leads: it names the file by a hash, and the asset manifest of the
 * outermost stack tells of which file. Nothing where it does not.
 */
export const publishedTemplate = (
  url: TemplateNode | undefined,
  outermostFile: string,
  readText: ReadText,
): string | undefined => {
  const [hash] =
    url === undefined ? [] : textsIn(url).flatMap((text) => text.match(/\b[0-9a-f]{64}(?=\.json\b)/) ?? []);
  const manifest = outermostFile.replace(/\.template\.json$/, '.assets.json');
  if (hash === undefined || manifest === outermostFile) return undefined;
  const assets = v.safeParse(AssetManifest, jsonOf(readText(manifest)));
  const named = assets.success ? assets.output.files[hash]?.source.path : undefined;
  // Whatever leads out of the assembly is not read.
  return named === undefined || path.isAbsolute(named) || path.normalize(named).startsWith('..') ? undefined : named;
};

const textsIn = (node: TemplateNode): readonly string[] => {
  switch (node.kind) {
    case 'text':
      return [node.text];
    case 'list':
      return node.items.flatMap(textsIn);
    case 'map':
      return [...node.members.values()].flatMap((member) => textsIn(member.node));
    case 'function':
      return textsIn(node.argument);
    case 'null':
      return [];
  }
};

const jsonOf = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
