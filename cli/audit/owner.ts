type Tags = Readonly<Record<string, string>>;

/** Tags that name who answers for a flow or a key, whatever their case; the first one that is there counts. */
const OWNER_TAGS = ['owner', 'team'] as const;

/** Who answers for something by its own tags, else by those of what it hangs on; nothing where no tag says so. */
export const ownerOf = (own: Tags, others: Tags = {}): string | undefined => ownerIn(own) ?? ownerIn(others);

const ownerIn = (tags: Tags): string | undefined =>
  OWNER_TAGS.flatMap((name) =>
    Object.entries(tags).flatMap(([key, value]) => (key.toLowerCase() === name && value.trim() !== '' ? value : [])),
  )[0];
