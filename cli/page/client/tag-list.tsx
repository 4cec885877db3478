import type { JSX } from 'preact';

/** Tags as "Owner = data-platform", in the order of their names. */
export const TagList = ({ tags }: { readonly tags: Readonly<Record<string, string>> | undefined }): JSX.Element => {
  if (tags === undefined) return <span class="soft">not read</span>;
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return <span class="soft">none</span>;
  return (
    <ul class="tags">
      {entries.map(([name, value]) => (
        <li key={name}>
          <bdi>{name}</bdi> = <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
};
