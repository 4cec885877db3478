/**
 * The same picture without any style of its own, which the page's Content-Security-Policy would not apply: declarations become
 * attributes, which say the same, and rules for the mouse go. `<` of a text is escaped by who drew it, so that tags are tags.
 */
export const withoutStyles = (svg: string): string => {
  const bare = svg
    .replace(/<style[^>]*>.*?<\/style>\s*/gs, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replace(/ style="([^"]*)"/g, (_, declarations: string) => attributesOf(declarations))
        .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|version|baseProfile)="[^"]*"/g, ''),
    );
  return bare.replace('<svg ', '<svg aria-hidden="true" ').trim();
};

const attributesOf = (declarations: string): string =>
  declarations
    .split(';')
    .flatMap((declaration) => {
      const [name, ...value] = declaration.split(':');
      return name?.trim() ? [` ${name.trim()}="${value.join(':').trim()}"`] : [];
    })
    .join('');
