/** What a template of Terraform may be given. */
export type Variables = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * The text that templatefile makes, for the few forms that the module uses: `${name}`, `${jsonencode(name)}`, and on lines of
 * their own `%{ if name ~}` and `%{ endif ~}`. Throws on any other form, and on a name that is not given.
 * https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
export const renderTemplate = (template: string, variables: Variables): string => {
  const given = (name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`${name} is not given`);
    return value;
  };
  const chosen = template.replace(/^%\{ if (\w+) ~\}\n([\s\S]*?)^%\{ endif ~\}\n/gm, (_, name: string, body: string) =>
    given(name) === true ? body : '',
  );
  const text = chosen.replace(/\$\{(?:jsonencode\((\w+)\)|(\w+))\}/g, (_, encoded?: string, plain?: string) =>
    encoded === undefined ? String(given(plain ?? '')) : JSON.stringify(given(encoded)),
  );
  if (/[$%]\{/.test(text)) throw new Error(`a form that this reader does not know: ${text.match(/[$%]\{.*/)?.[0]}`);
  return text;
};

/** Each name that such a template uses, once, in alphabetical order. */
export const namesIn = (template: string): readonly string[] =>
  [
    ...new Set(
      [...template.matchAll(/\$\{(?:jsonencode\()?(\w+)\)?\}|%\{ if (\w+) ~\}/g)].map(([, a, b]) => a ?? b ?? ''),
    ),
  ].sort();
