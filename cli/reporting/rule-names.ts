/** What the stack calls its rule unless told otherwise. */
export const DEFAULT_RULE_NAME = 'appflow-flow-cmk';

/**
 * Whether a rule that was deployed as `asked` can be called `name` in an account: as it is; `OrgConfigRule-<name>-<8 characters>` as
 * a rule of the organization; `<name>-conformance-pack-<9 or more characters>` in a conformance pack, of the account or of the
 * organization. https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html
 */
export const isNameOfRule = (name: string, asked: string): boolean => {
  if (name === asked) return true;
  const ofOrganization = `OrgConfigRule-${asked}-`;
  if (name.startsWith(ofOrganization)) return SUFFIX.test(name.slice(ofOrganization.length));
  const ofPack = `${asked}-conformance-pack-`;
  return name.startsWith(ofPack) && SUFFIX.test(name.slice(ofPack.length));
};

/** No page of AWS says how long it is: 8 for organizations and 9 for packs were seen. */
const SUFFIX = /^[a-z0-9]{6,16}$/;
